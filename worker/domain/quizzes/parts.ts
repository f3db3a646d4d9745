import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { insist } from '../../db/insist'
import { quizDraws, quizQuestions, quizzes } from '../../db/schema'
import type { QuizSection } from '../../lib/quiz-sections'
import { together } from '../../lib/together'
import type { Statement } from '../undo'
import type { Question } from './questions'
import { inOrder } from './quiz-queries'

type Parted = {
  item: { id: string }
  questions: { questionId: string; position: string; question: Question }[]
  draws: { id: string; position: string }[]
  sections: QuizSection[]
}

/** Whatever has a place in a quiz: a section stands where it begins. `passage` is the text that a question is about. */
export type Part = { id: string; kind: 'question' | 'draw' | 'section'; position: string; passage?: string | undefined }

/** All of them in the order in which they are asked: questions about one text stand together where the first of them in its section does. */
export function partsOf({ questions, draws, sections }: Omit<Parted, 'item'>): Part[] {
  const all = inOrder<Part>([
    ...questions.map(({ questionId: id, position, question }) => ({
      id,
      kind: 'question' as const,
      position,
      passage: question.body.passage,
    })),
    ...draws.map(({ id, position }) => ({ id, kind: 'draw' as const, position })),
    ...sections.map(({ id, position }) => ({ id, kind: 'section' as const, position })),
  ])
  const bySection: Part[][] = [[]]
  for (const part of all) {
    if (part.kind === 'section') bySection.push([])
    bySection.at(-1)!.push(part)
  }
  return bySection.flatMap((list) => together(list, ({ passage }) => passage).flatMap((group) => group.list))
}

/** Statements that put parts to other places, which nothing has yet. */
export function placeParts(db: Database, quiz: Parted, places: (readonly [Part, string])[]): Statement[] {
  const itemId = quiz.item.id
  const newPlaces = new Map(places.map(([part, position]) => [part.id, position]))
  const sections = quiz.sections.map((one) => ({ ...one, position: newPlaces.get(one.id) ?? one.position }))
  return [
    ...(places.some(([{ kind }]) => kind === 'section') ? sectionsSet(db, quiz, sections) : []),
    ...places.flatMap(([{ id, kind }, position]): Statement[] =>
      kind === 'draw'
        ? [db.update(quizDraws).set({ position }).where(eq(quizDraws.id, id))]
        : kind === 'question'
          ? [
              db
                .update(quizQuestions)
                .set({ position })
                .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, id))),
            ]
          : [],
    ),
  ]
}

/** Statements: these sections, unless somebody changed them since they were read. */
export const sectionsSet = (
  db: Database,
  { item, sections }: Pick<Parted, 'item' | 'sections'>,
  now: QuizSection[],
): Statement[] => [
  insist(db, sql`(select sections from quizzes where item_id = ${item.id}) = ${JSON.stringify(sections)}`),
  db
    .update(quizzes)
    .set({ sections: inOrder(now) })
    .where(eq(quizzes.itemId, item.id)),
]

/** Draws and sections among questions that have come into another order: each before the question that it stood before, or at the end. */
export function keptAmong(parts: Part[], wanted: string[]): Part[][] {
  const places = Array.from({ length: wanted.length + 1 }, (): Part[] => [])
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'question') continue
    const next = parts.slice(i).find(({ id, kind }) => kind === 'question' && wanted.includes(id))
    places[next ? wanted.indexOf(next.id) : wanted.length]!.push(part)
  }
  return places
}
