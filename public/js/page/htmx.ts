type Htmx = {
  ajax: (verb: string, path: string, options: object) => Promise<void>
  process: (element: Element) => void
}

/** app.js has loaded it before anything that asks for it. */
export const { htmx } = window as unknown as { htmx: Htmx }
