/** Choices by their place: ids are not written down in a file. */
export function comparable({ kind, body }: { kind: string; body: unknown }): string {
  const read = body as { choices?: { id: string }[]; correct?: unknown }
  const places = new Map(read.choices?.map(({ id }, index) => [id, String(index)]) ?? [])
  const place = (id: unknown) => places.get(String(id)) ?? id
  const plain = read.choices
    ? {
        ...read,
        choices: read.choices.map((choice) => ({ ...choice, id: place(choice.id) })),
        correct: Array.isArray(read.correct) ? read.correct.map(place).sort() : place(read.correct),
      }
    : read
  return JSON.stringify([kind, plain], (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

export const promptOf = (body: unknown) => (body as { prompt?: string }).prompt
