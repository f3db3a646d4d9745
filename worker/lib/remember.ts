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
