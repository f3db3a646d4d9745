import { encode } from 'uqr'

export type QrCode = {
  /** Modules along a side, with the quiet zone of four that readers need (ISO/IEC 18004, 5.3.8). */
  size: number
  /** Dark modules as one SVG path in a `0 0 size size` view box. */
  path: string
}

/** A QR code as one path: a fifth of it may be dirty, which is what paper needs. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .map((row, y) =>
      runs(row)
        .map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)
        .join(''),
    )
    .join('')
  return { size, path }
}

function runs(row: boolean[]): [x: number, length: number][] {
  const found: [number, number][] = []
  row.forEach((dark, x) => {
    if (!dark) return
    const last = found.at(-1)
    if (last && last[0] + last[1] === x) last[1] += 1
    else found.push([x, 1])
  })
  return found
}
