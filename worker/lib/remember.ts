/** Answers by a key, each worked out once an isolate. Past `most` it begins anew. */
export function keeper<Answer, Key = string>(most = 1_000): (key: Key, work: () => Answer) => Answer {
  const known = new Map<Key, Answer>()
  return (key, work) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = work()
    if (known.size >= most) known.clear()
    known.set(key, found)
    return found
  }
}

/** Answers about things, each worked out once and kept as long as its thing. */
export function keeperOf<Thing extends object, Answer>(): (thing: Thing, work: () => Answer) => Answer {
  const known = new WeakMap<Thing, Answer>()
  return (thing, work) => {
    const before = known.get(thing)
    if (before !== undefined) return before
    const found = work()
    known.set(thing, found)
    return found
  }
}

/** A function of one text that works out each answer once an isolate. */
export function remember<Text extends string | undefined, Answer>(
  answer: (text: Text) => Answer,
  most?: number,
): (text: Text) => Answer {
  const keep = keeper<Answer, Text>(most)
  return (text) => keep(text, () => answer(text))
}

const recollections = new Set<Map<string, unknown>>()

/** What this isolate has read from outside itself, by a key; past `most` the oldest is forgotten. */
export type Recollection<Fact> = {
  get: (key: string) => Fact | undefined
  set: (key: string, fact: Fact) => void
  delete: (key: string) => void
}

export function recollection<Fact>(most: number): Recollection<Fact> {
  const known = new Map<string, Fact>()
  recollections.add(known)
  return {
    get: (key) => known.get(key),
    set(key, fact) {
      known.delete(key)
      if (known.size >= most) known.delete(known.keys().next().value!)
      known.set(key, fact)
    },
    delete: (key) => known.delete(key),
  }
}

/** For who has emptied what stands behind it: nothing read before holds any more. */
export function forgetAll(): void {
  for (const known of recollections) known.clear()
}
