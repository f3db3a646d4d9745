/**
 * Addresses inside content that are not web addresses: `media:<id>` is a file of the organization, `item:<id>` another item of the
 * course, `path:<file>` something in an import that has not been put in its place yet. A fragment may follow.
 */
export type Reference = { kind: 'media' | 'item' | 'path'; id: string; fragment: string }

export function readReference(address: string): Reference | null {
  const match = /^(media|item|path):([^#]*)(?:#(.*))?$/s.exec(address)
  if (!match) return null
  const [, kind, id = '', fragment = ''] = match
  return { kind: kind as Reference['kind'], id: kind === 'path' ? decodePath(id) : id, fragment }
}

export const mediaReference = (id: string) => `media:${id}`
export const itemReference = (id: string, fragment = '') => `item:${id}${fragment && `#${fragment}`}`
/** Escaped so that it may stand in Markdown's `(…)`. */
export const pathReference = (path: string, fragment = '') => `path:${encodePath(path)}${fragment && `#${fragment}`}`

export const encodePath = (path: string) =>
  encodeURI(path).replace(/[()[\]#?'*_`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export function decodePath(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
