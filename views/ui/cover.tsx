import { raw } from 'hono/html'

/**
 * Stands where a course has no picture: arcs in the organization's colour, drawn from the course's id, so that each
 * course looks like itself and the same on every page.
 */
export function Cover({ seed }: { seed: string }) {
  const next = numbers(seed)
  const cx = 60 + Math.round(next() * 200)
  const cy = 40 + Math.round(next() * 100)
  const arcs = [34, 62, 94, 130, 172].map((r, i) => {
    const share = 20 + Math.round(next() * 55)
    const turn = Math.round(next() * 360)
    const width = 5 + Math.round(next() * 11)
    return `<circle class="arc-${i % 3}" cx="${cx}" cy="${cy}" r="${r}" pathLength="100" stroke-width="${width}" stroke-dasharray="${share} 100" transform="rotate(${turn} ${cx} ${cy})"/>`
  })
  return raw(
    `<svg class="picture cover" viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${arcs.join('')}</svg>`,
  )
}

/** Even numbers from 0 to 1 that depend on the seed alone (FNV-1a, then xorshift). */
function numbers(seed: string) {
  let state = 2166136261
  for (const char of seed) state = Math.imul(state ^ char.codePointAt(0)!, 16777619)
  state = state || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
