import type { Question } from '../../../quizzes/questions'

/** A question of a quiz, as it is written into a file. */
export type QuizQuestion = {
  id: string
  points: number
  question: Question
  /** In a bank: each level from the top. */
  category?: string[]
  tags?: string[]
  /** What each further try costs, of 1, where its quiz lets one try again. */
  penalty?: number
}

/** As files say a category: a slash in a title is written twice. */
export const categoryPath = (titles: string[]) =>
  ['$course$', 'top', ...titles.map((title) => title.replaceAll('/', '//'))].join('/')

/** Whether a question stands in another category than the one before it. */
export const turnsAt = (questions: QuizQuestion[], i: number): boolean =>
  (questions[i]?.category ?? []).join('\n') !== (questions[i - 1]?.category ?? []).join('\n')

/** Where questions about a text begin, and how many follow each other: 0 where none begin. `isKept` says which are written. */
export function textsFrom(questions: QuizQuestion[], isKept: (i: number) => boolean): (i: number) => number {
  const kept = questions.map((_, i) => i).filter(isKept)
  const passageAt = (place: number) => questions[kept[place] ?? -1]?.question.body.passage
  return (i) => {
    const place = kept.indexOf(i)
    const passage = passageAt(place)
    const turns = (at: number) => passageAt(at) !== passage || turnsAt(questions, kept[at]!)
    if (!passage || (place > 0 && !turns(place - 1) && !turnsAt(questions, i))) return 0
    let end = place + 1
    while (passageAt(end) === passage && !turnsAt(questions, kept[end]!)) end += 1
    return end - place
  }
}

/** What a format cannot say of a question; the key is under `imports.loss.`. */
export type Loss =
  | 'accents'
  | 'case'
  | 'credit'
  | 'hints'
  | 'file-limits'
  | 'kept-order'
  | 'kind'
  | 'large-pictures'
  | 'marking'
  | 'matching'
  | 'model'
  | 'percent'
  | 'pictures'
  | 'points'
  | 'sorting'
  | 'unit'
  | 'word-limits'
  | 'wording'

/** A question in a file's own words; `text` is null where the file cannot hold it. */
export type Written = { text: string | null; losses: Loss[] }

export const leftOut: Written = { text: null, losses: ['kind'] }

/** Those whose condition holds. */
export const lossesOf = (conditions: Partial<Record<Loss, boolean>>): Loss[] =>
  (Object.keys(conditions) as Loss[]).filter((loss) => conditions[loss])

/** A share in percent, as exactly as importers compare it. */
export const percentOf = (share: number) => String(Number((share * 100).toFixed(5)))

/** How far off a number may be, in its own unit. */
export const absoluteOf = ({ answer, tolerance }: { answer: number; tolerance: { kind: string; value: number } }) =>
  tolerance.kind === 'percent' ? Number(((Math.abs(answer) * tolerance.value) / 100).toPrecision(12)) : tolerance.value

/** What each choice of several earns: right ones share the points, wrong ones take as much away. */
export function sharesOf({ choices, correct }: { choices: { id: string }[]; correct: string[] }): number[] {
  const right = new Set(correct)
  const [good, bad] = [right.size, choices.length - right.size]
  return choices.map(({ id }) => (right.has(id) ? 1 / good : -1 / bad))
}
