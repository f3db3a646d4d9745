import { decodePath } from '../../../lib/references'

export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const fileOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
export const isMarkdown = (path: string) => /\.(?:md|markdown|mdown|mkd|mdx|rmd|qmd)$/i.test(path)

/** `b/../c` seen from `a/x.md` is `a/c`; null where it leaves the folder. A leading `/` means the course's root. */
export function resolvePath(from: string, address: string): string | null {
  const path = decodePath(address.replace(/[?].*$/s, ''))
  const parts = path.startsWith('/') ? [] : folderOf(from).split('/').filter(Boolean)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

/** The way from one file to another, as one would write it in a link. */
export function relativePath(from: string, to: string): string {
  const start = folderOf(from).split('/').filter(Boolean)
  const end = to.split('/')
  let same = 0
  while (same < start.length && same < end.length - 1 && start[same] === end[same]) same += 1
  return [...Array(start.length - same).fill('..'), ...end.slice(same)].join('/')
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
/** 2 before 10; a folder's own page first. */
export const byName = (a: string, b: string) => {
  const lead = (path: string) => (/(?:^|\/)(?:_?index|readme)\.[a-z]+$/i.test(path) ? 0 : 1)
  return folderOf(a) === folderOf(b) ? lead(a) - lead(b) || collator.compare(a, b) : collator.compare(a, b)
}

/** `03-first_steps.md` to "First steps". */
export function titleOfName(path: string): string {
  const name = fileOf(path)
    .replace(/\.[a-z]+$/i, '')
    .replace(/^\d+[\s._-]+(?=\D)/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : path
}

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  pdf: 'application/pdf',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
  json: 'application/json',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** By the name only; what it really is, the upload finds out. */
export const typeOfName = (path: string) =>
  types[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
export const extensionOfType = (type: string) =>
  Object.keys(types).find((extension) => types[extension] === type) ?? 'bin'
