import type { Tenant } from '../../../tenants/tenant'
import { createItem } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { addQuestion, changeSettings, findQuizToEdit, type Question } from '../../domain/quizzes'
import { showings } from '../../lib/quiz-shows'

/** What the questions are about. */
const passage =
  'Somebody wrote down how many visitors came:\n\n|   | A |\n|---|---|\n| 1 | 3 |\n| 2 | 5 |\n| 3 |   |\n| 4 | 4 |'

const asked: Question[] = [
  {
    kind: 'number',
    body: {
      passage,
      prompt: 'A1 to A4 hold 3, 5, an empty cell and 4. What is their average?',
      explanation: 'Empty cells are left out: 12 shared by 3.',
      hints: ['How many of the cells hold a number?', 'Sum them, and share the sum by *three*.'],
      answer: 4,
      tolerance: { kind: 'absolute', value: 0 },
      unit: '',
    },
  },
  {
    kind: 'short-text',
    body: {
      passage,
      prompt: 'Which function counts the cells of a range that hold numbers?',
      explanation: '`COUNT` passes over texts; `COUNTA` does not.',
      hints: ['Its name says what it does.', 'It has five letters, and `COUNTA` is its neighbour.'],
      accepted: ['COUNT', 'COUNT()'],
      matchCase: false,
      matchAccents: false,
    },
  },
]

/** A quiz in which one tries again, with hints. */
export async function makeDrill(tenant: Tenant, teaching: Actor, { moduleId }: { moduleId: string }): Promise<void> {
  const { id } = await createItem(tenant, teaching, moduleId, { kind: 'quiz', title: 'Try it until it is right' })
  for (const question of asked) await addQuestion(tenant, teaching, id, { question, points: 2 })
  const { itemId, sections, ...settings } = (await findQuizToEdit(tenant, teaching, id)).quiz
  await changeSettings(tenant, teaching, itemId, {
    ...settings,
    shows: showings.practice,
    answersAfter: 'attempt',
    tries: 3,
    tryPercent: 25,
  })
}
