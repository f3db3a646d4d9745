/** Reads what a test needs from a page's HTML, as a reader would: by what is written there. */
export const field = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*?value="([^"]*)"|value="([^"]*)"[^>]*?name="${name}"`)
    .exec(html)
    ?.slice(1)
    .find(Boolean) ?? ''

/** The first address in a mail that leads to `path`. */
export const linkTo = (text: string, path: string): URL => {
  const found = text.match(/https?:\/\/[^\s"<]+/g)?.find((href) => new URL(href).pathname === path)
  if (!found) throw new Error(`No link to ${path} in: ${text}`)
  return new URL(found)
}
