/** Questions about one text, or a single one about none. */
export type Group<One> = { passage: string; list: One[] }

/** What is about the same text stands together, at the place of the first of it: each group is moved, shuffled and shown as one. */
export function together<One>(all: readonly One[], passageOf: (one: One) => string | undefined): Group<One>[] {
  const groups: Group<One>[] = []
  const known = new Map<string, Group<One>>()
  for (const one of all) {
    const passage = passageOf(one) ?? ''
    const group = passage ? known.get(passage) : undefined
    if (group) group.list.push(one)
    else {
      groups.push({ passage, list: [one] })
      if (passage) known.set(passage, groups.at(-1)!)
    }
  }
  return groups
}
