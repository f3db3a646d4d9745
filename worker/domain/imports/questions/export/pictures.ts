import { rewriteLinks } from '../../../../lib/markdown-links'
import { readReference } from '../../../../lib/references'
import { picturesIn, type Question } from '../../../quizzes/questions'

export { picturesIn }

/** A stored picture that goes into a file, under a name of its own. */
export type StoredPicture = { name: string; bytes: Uint8Array }

export const hasPictures = (question: Question): boolean => picturesIn(question).length > 0

/** A text whose pictures lie elsewhere: `place` says where, null leaves the words alone. */
export const withPictures = (markdown: string, place: (id: string) => string | null): string =>
  rewriteLinks(markdown, ({ address, text }) => {
    const reference = readReference(address)
    if (reference?.kind !== 'media') return null
    const there = place(reference.id)
    return there === null ? { text } : { address: there }
  })
