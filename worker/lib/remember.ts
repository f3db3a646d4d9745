/** A function of one text that works out each answer once an isolate. Past `most` answers it begins anew. */
export function remember<Text extends string | undefined, Answer>(
  answer: (text: Text) => Answer,
  most = 1_000,
): (text: Text) => Answer {
  const known = new Map<Text, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = answer(text)
    if (known.size >= most) known.clear()
    known.set(text, found)
    return found
  }
}
