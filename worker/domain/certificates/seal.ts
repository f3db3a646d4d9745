import { degrees, type RGB } from '@cantoo/pdf-lib'
import { rosette, rosetteTurns } from '../../lib/rosette'
import type { CertificateSheet, Ground } from './sheet'

/** Points from the middle of the seal to its edge. */
export const sealRadius = 92

/** The first letter of the organization in a woven ring, opposite the words; `y` is its middle. */
export async function drawSeal(
  { organization }: CertificateSheet,
  { page, type, left, inner, isRtl }: Ground,
  { y, brand }: { y: number; brand: RGB },
) {
  const x = isRtl ? left + sealRadius : left + inner - sealRadius
  const line = rosette(sealRadius)
  for (const turn of rosetteTurns)
    page.drawSvgPath(line, { x, y, rotate: degrees(turn), borderColor: brand, borderWidth: 0.45, borderOpacity: 0.55 })
  page.drawCircle({ x, y, size: sealRadius * 0.56, borderColor: brand, borderWidth: 1.1 })
  page.drawCircle({ x, y, size: sealRadius * 0.52, borderColor: brand, borderWidth: 0.4 })
  const letter = await type.line(initialOf(organization.name), 'serif')
  const size = Math.min(54, (sealRadius * 0.7) / letter.width)
  type.draw(page, letter, { x: x - (letter.width * size) / 2, y: y - size * 0.35, size, color: brand })
}

const initialOf = (name: string) => [...name.trim()][0]?.toLocaleUpperCase() ?? ''
