import { and, eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Database } from '../../db/client'
import { type ImportMade, quizzes } from '../../db/schema'
import { mostTries } from '../../lib/quiz-rules'
import { showings } from '../../lib/quiz-shows'
import { excerpt } from '../../lib/text'
import { hintsOf } from '../quizzes/questions'
import type { FoundQuestion, QuestionReportLine } from './questions'

/** How often an answer may be tried, and what each further try costs of its points (whole percent). */
export type Tries = { tries: number; percent: number }

const percentOf = ({ penalty = 0 }: FoundQuestion) => Math.round(100 * penalty)
const hinted = (questions: FoundQuestion[]) => questions.filter(({ penalty }) => penalty !== undefined)

/** What a quiz would set, so that these questions give their hints: one try more than hints, at what most of them cost. */
export function triesIn(questions: FoundQuestion[]): Tries | null {
  const those = hinted(questions)
  if (!those.length) return null
  const [usual] = [...Map.groupBy(those, percentOf)].toSorted(([, a], [, b]) => b.length - a.length)
  const hints = Math.max(...those.map(({ question }) => hintsOf(question).length))
  return { tries: Math.min(mostTries, hints + 1), percent: usual![0] }
}

/** What a file says of single questions and a quiz of all of them, or nobody but a quiz. */
export function triesReport(questions: FoundQuestion[], to: 'quiz' | 'bank'): QuestionReportLine[] {
  const whole = triesIn(questions)
  if (!whole) return []
  const [first] = hinted(questions)
  if (to === 'bank')
    return [{ level: 'info', path: first!.path, line: first!.line, key: 'question-tries-elsewhere', values: {} }]
  return hinted(questions)
    .filter((one) => percentOf(one) !== whole.percent)
    .map((one) => ({
      level: 'changed',
      path: one.path,
      line: one.line,
      key: 'question-penalty',
      values: { name: excerpt(one.question.body.prompt, 60), percent: percentOf(one), whole: whole.percent },
    }))
}

type Set = NonNullable<ImportMade['tries']>['after']
type Quiz = typeof quizzes.$inferSelect

/** Statement: the quiz gives these tries, and says at once whether an answer is right; and how it was, for the way back. */
export function setTries(db: Database, itemId: string, quiz: Quiz, { tries, percent }: Tries) {
  const { shows, showAnswers, answersAfter } = quiz
  const before: Set = { tries: quiz.tries, tryPercent: quiz.tryPercent, shows, showAnswers, answersAfter }
  const after: Set = {
    tries,
    tryPercent: percent,
    shows: { ...showings.practice },
    showAnswers: true,
    answersAfter: 'attempt',
  }
  const statement: BatchItem<'sqlite'> = db.update(quizzes).set(after).where(eq(quizzes.itemId, itemId))
  return { statement, made: { before, after } }
}

/** Statements: back to how it was, unless somebody has set other tries since. */
export const unsetTries = (db: Database, itemId: string, made: ImportMade['tries']) =>
  made
    ? [
        db
          .update(quizzes)
          .set(made.before)
          .where(
            and(
              eq(quizzes.itemId, itemId),
              eq(quizzes.tries, made.after.tries),
              eq(quizzes.tryPercent, made.after.tryPercent),
            ),
          ),
      ]
    : []
