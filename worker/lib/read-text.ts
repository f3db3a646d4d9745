export type ReadText = {
  text: string
  encoding: string
  /** Nothing in the file said so. */
  isGuessed: boolean
}

/**
 * The text of a file whose encoding only its bytes can tell: a byte order mark, zero bytes as UTF-16 has them, valid UTF-8, the name in
 * an XML declaration, and at last Windows-1252. Null where it is no text at all. Lines end in \n.
 */
export function readText(bytes: Uint8Array): ReadText | null {
  const said = saidEncoding(bytes)
  const wide = wideEncoding(bytes)
  const decoded =
    (wide && decode(bytes, wide)) ??
    decode(bytes, 'utf-8') ??
    (said && decode(bytes, said)) ??
    decode(bytes, 'windows-1252')
  if (!decoded) return null
  const text = decoded.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (isBinary(text)) return null
  return { text, encoding: decoded.encoding, isGuessed: decoded.encoding === 'windows-1252' && said === null }
}

const saidEncoding = (bytes: Uint8Array): string | null => {
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1] ?? null
}

function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 200)
  const zeros = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length
  if (head.length >= 4 && zeros(1) > head.length * 0.3 && zeros(0) === 0) return 'utf-16le'
  return head.length >= 4 && zeros(0) > head.length * 0.3 && zeros(1) === 0 ? 'utf-16be' : null
}

function decode(bytes: Uint8Array, encoding: string): { text: string; encoding: string } | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch {
    return null
  }
}

/** Text has no zero bytes and hardly a control sign. */
function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const odd = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/g)?.length ?? 0
  return text.includes('\u0000') || odd > 8 + text.length / 1_000
}
