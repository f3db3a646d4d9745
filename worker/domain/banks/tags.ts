import { Invalid } from '../../errors'
import { mostTags, readTag } from '../../lib/bank-rules'

export { mostTags, readTag }

/** "hygiene, Level 2": what was typed, as tags in lower case, each once. */
export function readTags(typed: string | readonly string[]): string[] {
  const parts = typeof typed === 'string' ? typed.split(/[,;،、，]/) : typed
  const tags = [...new Set(parts.map(readTag).filter(Boolean))]
  if (tags.length > mostTags) throw new Invalid('tags', 'banks.tooManyTags', { most: mostTags })
  return tags.toSorted()
}
