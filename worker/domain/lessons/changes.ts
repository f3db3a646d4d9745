/** A stretch of words that stayed, came or went. */
export type Change = { kind: 'same' | 'added' | 'removed'; text: string }

/** Texts beyond this are not walked through: then everything between the first and the last difference came and went. */
const MOST_STEPS = 4_000_000

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** What has changed between two texts, word by word of any language; stretches of one kind are joined. */
export function wordChanges(before: string, after: string): Change[] {
  const [old, now] = [before, after].map((text) => Array.from(words.segment(text), ({ segment }) => segment))
  return joined(changesBetween(old!, now!))
}

/** What has changed between two lists (longest common subsequence), one by one. */
export function changesBetween(old: string[], now: string[]): Change[] {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const as = (kind: Change['kind']) => (text: string) => ({ kind, text })
  const [cut, grown] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  return [
    ...old.slice(0, start).map(as('same')),
    ...(cut.length * grown.length > MOST_STEPS
      ? [...cut.map(as('removed')), ...grown.map(as('added'))]
      : walk(cut, grown)),
    ...now.slice(now.length - end).map(as('same')),
  ]
}

function walk(old: string[], now: string[]): Change[] {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        old[i] === now[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ kind: 'same', text: old[i]! })
      i++
      j++
    } else if (j >= now.length || (i < old.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      changes.push({ kind: 'removed', text: old[i++]! })
    } else changes.push({ kind: 'added', text: now[j++]! })
  }
  return changes
}

function joined(changes: Change[]): Change[] {
  const stretches: Change[] = []
  for (const { kind, text } of changes) {
    const last = stretches.at(-1)
    if (last?.kind === kind) last.text += text
    else stretches.push({ kind, text })
  }
  return stretches
}
