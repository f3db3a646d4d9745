import type { Database } from '../../db/client'
import { questions as questionRows, questionVersions, quizQuestions, quizzes } from '../../db/schema'
import { newId } from '../../lib/ids'
import { nextPositions } from '../../lib/position'
import type { Question } from './questions'
import type { Quiz } from './quiz-queries'

/** Its sections are no setting: they have places among its questions. */
export type QuizSettings = Omit<Quiz, 'itemId' | 'sections'>
export type QuestionDraft = Question & {
  points?: number
  /** Where an importer knows them already. */
  questionId?: string
}

export type NewQuiz = {
  itemId: string
  courseId: string
  createdBy: string
  at: number
  settings?: Partial<QuizSettings>
  /** Bodies as the registry's `questionSchema` gives them. */
  questions?: QuestionDraft[]
}

/** Statements that put a quiz beside its item, with its questions in order. The quiz's own row may be there already. */
export function createQuiz(db: Database, { itemId, courseId, createdBy, at, settings = {}, questions = [] }: NewQuiz) {
  const positions = nextPositions(questions.length)
  const quiz = db.insert(quizzes).values({ itemId, answersAfter: 'pass', ...settings })
  return [
    Object.keys(settings).length
      ? quiz.onConflictDoUpdate({ target: quizzes.itemId, set: settings })
      : quiz.onConflictDoNothing(),
    ...questions.flatMap(({ kind, body, points = 1, questionId = newId() }, i) =>
      questionStatements(db, {
        itemId,
        courseId,
        createdBy,
        at,
        kind,
        body,
        points,
        questionId,
        position: positions[i]!,
      }),
    ),
  ] as const
}

type Row = {
  kind: Question['kind']
  body: Question['body']
  itemId: string
  courseId: string
  createdBy: string
  at: number
  points: number
  questionId: string
  position: string
  rubricId?: string | null
}

/** A question with its first version, in a quiz. */
export function questionStatements(
  db: Database,
  { itemId, courseId, createdBy, at, kind, body, points, questionId, position, rubricId = null }: Row,
) {
  const versionId = newId()
  return [
    db.insert(questionRows).values({ id: questionId, courseId, createdAt: at }),
    db.insert(questionVersions).values({ id: versionId, questionId, number: 1, kind, body, createdBy, createdAt: at }),
    db.insert(quizQuestions).values({ itemId, questionId, versionId, position, points, rubricId }),
  ] as const
}
