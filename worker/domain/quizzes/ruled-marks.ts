import type { RulingData, RulingKind } from '../../lib/rulings'
import { type Drawn, isAnswered, type Mark, markQuestion, type Question, settled } from './questions'
import { markAccepting } from './questions/accepted'
import { roundPoints } from './quiz-queries'

/** A ruling as marking needs it; `question` is the version that `newest` names, null where it is gone. */
export type Ruling = { id: string; versionId: string; kind: RulingKind; data: RulingData; question: Question | null }

type Answered = {
  question: Question
  response: unknown
  points: number
  /** What a wrong answer costs. */
  wrong?: number | null
  /** What chance gave the attempt. */
  drawn?: Drawn | null
  /** Answers that were checked, and what each further one costs. */
  tries?: unknown[] | null
  each?: number | null
}

export type RuledMark = {
  /** By the answer alone, of what the question is worth; less than nothing where being wrong costs. */
  mark: Mark
  /** The question by which it was marked. */
  question: Question
  /** What it adds to the score, of how much: nothing of nothing where it was dropped. */
  gets: number
  most: number
}

/**
 * What an answer is worth by the rulings that hold for its question; those of other questions change nothing. Where it could be
 * tried again the best try counts, each less what the tries before it cost (docs/decisions/0018): the mark is that of the
 * answer as it stands, with the points of that try.
 */
export function markRuled(
  { drawn = null, response, points, wrong, tries: checked, each, ...one }: Answered,
  rulings: Ruling[],
): RuledMark {
  const asked = settled(one.question, drawn)
  const tries = checked ?? []
  const newest = rulings.find(({ kind, question }) => kind === 'newest' && question !== null)
  const question = newest?.question ? settled(newest.question, drawn) : asked
  const most = newest ? (newest.data.points ?? points) : points
  const answers = rulings.flatMap(({ kind, data }) => (kind === 'accept' ? (data.answers ?? []) : []))
  const markOnce = (given: unknown): Mark => {
    const now = answers.length ? markAccepting(question, answers, given, most) : markQuestion(question, given, most)
    const before = newest?.data.keepsBest ? markQuestion(asked, given, most) : now
    return before.points > now.points ? before : now
  }
  const own = markOnce(response)
  const given = givenTries(asked.kind, tries, response)
  const marks = given.map((one) => (one === response ? own : markOnce(one)))
  const isWrong =
    wrong && most > 0 && isAnswered(asked.kind, response) && [own, ...marks].every(({ correct }) => correct === 'none')
  const best = tries.length ? bestOf(marks, each ?? 0) : own.points
  const mark = isWrong ? { ...own, points: -wrong } : { ...own, points: best }
  return { mark, question, ...inScore(mark.points, most, rulings) }
}

/** Every answer that was given to a question, in order: what was checked, and what stands there now where it is another one. */
export function givenTries(kind: Question['kind'], tries: unknown[], response: unknown): unknown[] {
  const isNew = isAnswered(kind, response) && JSON.stringify(tries.at(-1)) !== JSON.stringify(response)
  return isNew ? [...tries, response] : tries
}

/** The points of the best of some tries, each less what those before it cost; never less than nothing. */
export const bestOf = (marks: Pick<Mark, 'points'>[], each: number): number =>
  Math.max(0, ...marks.map(({ points }, before) => points - each * before))

/** What points by marking add to the score, where a question was dropped or everybody gets what it is worth. */
export function inScore(points: number, most: number, rulings: Pick<Ruling, 'kind'>[]): { gets: number; most: number } {
  if (rulings.some(({ kind }) => kind === 'drop')) return { gets: 0, most: 0 }
  return { gets: rulings.some(({ kind }) => kind === 'credit') ? most : points, most }
}

/** Whether the points of an answer depend on it, and not only what they add to the score. */
export const changesMarking = (kind: RulingKind): boolean => kind === 'accept' || kind === 'newest'

/** Whether what somebody has to read counts the same, whatever it says. */
export const needsNoMark = (rulings: Pick<Ruling, 'kind'>[]): boolean =>
  rulings.some(({ kind }) => kind === 'drop' || kind === 'credit')

type Given = Answered & { rulings: Ruling[]; given: number | null }

/** What the marks of an attempt come to by the rulings that hold: no score while one is missing (`given` null). */
export function scoreOf(marks: Given[]): { score: number | null; maxScore: number; toMark: number } {
  const toMark = marks.filter(({ given }) => given === null).length
  const counted = marks.map(({ given, points, rulings }) => {
    const newest = rulings.find(({ kind, question }) => kind === 'newest' && question !== null)
    return inScore(given ?? 0, newest?.data.points ?? points, rulings)
  })
  const sum = (of: 'gets' | 'most') => roundPoints(counted.reduce((all, one) => all + one[of], 0))
  return { score: toMark > 0 ? null : Math.max(0, sum('gets')), maxScore: sum('most'), toMark }
}
