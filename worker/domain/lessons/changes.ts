/** A stretch of lines that stayed, came or went. */
export type Change = { kind: 'same' | 'added' | 'removed'; text: string }

const MOST_LINES = 2_000

/** What has changed between two texts, line by line (longest common subsequence); stretches of one kind are joined. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [before.split('\n').slice(0, MOST_LINES), after.split('\n').slice(0, MOST_LINES)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const middle = walk(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return joined([
    ...old.slice(0, start).map((text): Change => ({ kind: 'same', text })),
    ...middle,
    ...now.slice(now.length - end).map((text): Change => ({ kind: 'same', text })),
  ])
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
    if (last?.kind === kind) last.text += `\n${text}`
    else stretches.push({ kind, text })
  }
  return stretches
}
