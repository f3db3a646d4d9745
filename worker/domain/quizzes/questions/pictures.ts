import { rewriteLinks } from '../../../lib/markdown-links'
import { readReference } from '../../../lib/references'
import { mapQuestionTexts, type Question } from './index'

/** Ids of the files that a question shows. */
export function picturesIn(question: Question): string[] {
  const found = new Set<string>()
  mapQuestionTexts(question, (text) =>
    rewriteLinks(text, ({ address }) => {
      const reference = readReference(address)
      if (reference?.kind === 'media') found.add(reference.id)
      return null
    }),
  )
  return [...found]
}
