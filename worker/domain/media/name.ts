import { cleanLine } from '../../lib/text'

/** A file's name as it is kept and offered for download: the last part of a path, on one line, never empty. */
export function checkName(name: string): string {
  const last = cleanLine(name.split(/[/\\]/).at(-1) ?? '', 200).replace(/^\.+/, '')
  return last || 'file'
}
