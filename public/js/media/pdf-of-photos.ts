export type Sheet = { jpeg: Uint8Array; width: number; height: number }

/** The width of A4, in points; the height follows the picture. */
const WIDTH = 595
const ascii = new TextEncoder()

/** A PDF with a page for each JPEG, which goes in as it is (ISO 32000-1, 7.5 and 8.9.5). */
export function pdfOfPhotos(sheets: Sheet[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const starts: number[] = []
  let length = 0
  const write = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? ascii.encode(part) : part
    parts.push(bytes)
    length += bytes.length
  }
  const object = (words: string, stream?: Uint8Array) => {
    starts.push(length)
    write(`${starts.length} 0 obj\n`)
    write(stream ? `<<${words}/Length ${stream.length}>>\nstream\n` : `<<${words}>>\n`)
    if (stream) {
      write(stream)
      write('\nendstream\n')
    }
    write('endobj\n')
  }
  write('%PDF-1.7\n')
  write(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)) // says that bytes follow
  object('/Type/Catalog/Pages 2 0 R')
  object(`/Type/Pages/Count ${sheets.length}/Kids[${sheets.map((_, i) => `${3 + i * 3} 0 R`).join(' ')}]`)
  for (const [i, { jpeg, width, height }] of sheets.entries()) {
    const first = 3 + i * 3
    const tall = Math.round((WIDTH * height) / width)
    object(
      `/Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${tall}]/Contents ${first + 1} 0 R/Resources<</XObject<</I ${first + 2} 0 R>>>>`,
    )
    object('', ascii.encode(`q ${WIDTH} 0 0 ${tall} 0 0 cm /I Do Q`))
    object(
      `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`,
      jpeg,
    )
  }
  const table = length
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`)
  write(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
  write(`trailer\n<</Size ${starts.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`)
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
