import type { AttemptQuestion } from '../../worker/domain/quizzes'

/** How many parts of an answer are still empty: gaps, pairs, places, lines of a rating. None where nothing is answered. */
export function openParts({ asked: { kind, asked }, values, isAnswered }: AttemptQuestion): number {
  if (!isAnswered) return 0
  const filled = values.filter((value) => value.trim() !== '').length
  switch (kind) {
    case 'cloze':
      return asked.gaps.length - filled
    case 'word-bank':
      return asked.gaps - filled
    case 'matching':
      return asked.lefts.length - filled
    case 'ordering':
    case 'categorisation':
      return asked.items.length - filled
    case 'likert':
      return Math.max(1, asked.statements.length) - filled
    default:
      return 0
  }
}
