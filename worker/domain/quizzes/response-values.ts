/** A stored response as the values of its form fields: what `readResponse` reads back. */
export function responseValues(response: unknown): string[] {
  if (typeof response !== 'object' || response === null) return []
  const one = response as { choice?: unknown; choices?: unknown; value?: unknown; text?: unknown }
  const values = Array.isArray(one.choices) ? one.choices : [one.choice ?? one.value ?? one.text]
  return values.filter((value) => value !== null && value !== undefined).map(String)
}
