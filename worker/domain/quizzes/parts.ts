import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { insist } from '../../db/insist'
import { quizDraws, quizQuestions, quizzes } from '../../db/schema'
import type { QuizSection } from '../../lib/quiz-sections'
import type { Statement } from '../undo'
import { inOrder } from './quiz-queries'

type Parted = {
  item: { id: string }
  questions: { questionId: string; position: string }[]
  draws: { id: string; position: string }[]
  sections: QuizSection[]
}

/** Whatever has a place in a quiz: a section stands where it begins. */
export type Part = { id: string; kind: 'question' | 'draw' | 'section'; position: string }

export const partsOf = ({ questions, draws, sections }: Omit<Parted, 'item'>): Part[] =>
  inOrder<Part>([
    ...questions.map(({ questionId: id, position }) => ({ id, kind: 'question' as const, position })),
    ...draws.map(({ id, position }) => ({ id, kind: 'draw' as const, position })),
    ...sections.map(({ id, position }) => ({ id, kind: 'section' as const, position })),
  ])

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
