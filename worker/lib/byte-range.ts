export type ByteRange = { offset: number; length: number }

/**
 * One range of a Range header (RFC 9110, section 14). Null: send it whole (no header, several ranges, another unit or nonsense);
 * 'unsatisfiable': 416.
 */
export function readRange(header: string | null | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [, from = '', to = ''] = match
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length > 0 ? { offset: size - length, length } : 'unsatisfiable'
  }
  const offset = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < offset) return null
  return offset < size ? { offset, length: end - offset + 1 } : 'unsatisfiable'
}
