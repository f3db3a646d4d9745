const LOBES = 8
const STEPS = 16

/** How often, and by how many degrees each, one lays the line over itself to weave the seal. */
export const rosetteTurns = [0, 7.5, 15, 22.5, 30, 37.5]

/** One line of the seal of certificates, as an SVG path around 0,0: a circle of `radius` in eight waves. */
export function rosette(radius: number): string {
  const points = Array.from({ length: LOBES * STEPS }, (_, i) => {
    const angle = (2 * Math.PI * i) / (LOBES * STEPS)
    const reach = radius * (0.82 + 0.18 * Math.cos(LOBES * angle))
    return `${(reach * Math.cos(angle)).toFixed(1)} ${(reach * Math.sin(angle)).toFixed(1)}`
  })
  return `M${points.join('L')}Z`
}
