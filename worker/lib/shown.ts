type Values = Record<string, string | string[]>

/** How a value reads when it is compared: line ends, spaces around it and "not sent" make no difference. */
const plain = (value: string | string[] | undefined) => [value ?? ''].flat().join('\n').replaceAll('\r\n', '\n').trim()

/** FNV-1a, 32 bits: nobody gains by two texts of the same mark. */
function mark(text: string): string {
  let hash = 0x811c9dc5
  for (const unit of text) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(36)
}

/** What a form shows, a mark for each field: sent back as `was`, it says which fields somebody changed meanwhile. */
export const shownMark = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${mark(plain(value))}`)
    .join(' ')

/**
 * What became of a form meanwhile. `now` is what it would show now, `sent` what was sent with `was`. Null where nothing clashes.
 * Otherwise the form to show again: fields that the sender left alone say what the other did, the sender's own stay, and
 * `theirs` has the other's version of each field that is different.
 */
export function staleness(now: Values, sent: Values): { values: Values; theirs: Record<string, string> } | null {
  if (!sent.was) return null
  const before = new Map(
    String(sent.was)
      .split(' ')
      .map((pair) => pair.split(':') as [string, string]),
  )
  const values: Values = { ...sent, was: shownMark(now) }
  const theirs: Record<string, string> = {}
  for (const name of new Set([...Object.keys(now), ...before.keys()])) {
    const [is, mine] = [plain(now[name]), plain(sent[name])]
    const began = before.get(name) ?? mark('')
    if (mark(is) === began || is === mine) continue
    theirs[name] = is
    if (mark(mine) !== began) continue
    if (now[name] === undefined) delete values[name]
    else values[name] = now[name]!
  }
  return Object.keys(theirs).length ? { values, theirs } : null
}
