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

/** A function of one text that works out each answer once an isolate. */
export function remember<Text extends string | undefined, Answer>(
  answer: (text: Text) => Answer,
  most?: number,
): (text: Text) => Answer {
  const keep = keeper<Answer, Text>(most)
  return (text) => keep(text, () => answer(text))
}
