import { writeAttributes } from '../../../lib/attributes'

/** `::: callout`, its title as a heading (The Carpentries' way) where that reads back the same, else as an attribute. */
export function writeDiv(fence: string, name: string, title: string, inside: string): string {
  const beginsWithHeading = /^\s*#{1,6}\s/.test(inside)
  const asHeading = title !== '' && /^[\p{L}\p{N}][\p{L}\p{N} ,;?!’'()]*$/u.test(title) && !title.includes('  ')
  const needsTitle = title !== '' ? !asHeading : beginsWithHeading
  const open = needsTitle ? `${fence} ${writeAttributes([name], { title })}` : `${fence} ${name}`
  return [open, asHeading ? `## ${title}` : '', inside, fence].filter(Boolean).join('\n\n')
}

/** The title of a div, from its attribute or the heading it begins with, and the Markdown and line after it. */
export function readTitle(piece: { values: Record<string, string>; markdown: string; line: number }) {
  if (piece.values.title !== undefined) return { title: piece.values.title, markdown: piece.markdown, line: piece.line }
  const heading = /^(?:[^\S\n]*\n)*#{1,6}[^\S\n]+([^\n]*?)(?:[^\S\n]+#+)?[^\S\n]*(?:\n|$)/.exec(piece.markdown)
  if (!heading) return { title: '', markdown: piece.markdown, line: piece.line }
  const title = heading[1]!.replace(/\s*\{[:#.][^{}]*\}$/, '')
  const skipped = heading[0].split('\n').length - 1
  return { title, markdown: piece.markdown.slice(heading[0].length), line: piece.line + skipped }
}
