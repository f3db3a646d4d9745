import type { Tenant } from '../../../tenants/tenant'
import { addBankQuestion, addCategory, addDraw, makeBank } from '../../domain/banks'
import { createItem } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { setOverride } from '../../domain/quizzes'
import { makeDrill } from './drill'

/** By category: what is said of a table, and whether it is right. */
const statements: Record<string, [prompt: string, correct: boolean, explanation: string][]> = {
  'Reading a table': [
    ['A column should hold one kind of thing.', true, 'What is mixed in a column cannot be summed or sorted.'],
    [
      'A total in the middle of the rows helps whoever sorts the table later.',
      false,
      'The total would be sorted along.',
    ],
    ['An empty cell and a zero mean the same.', false, 'An empty cell says that nobody knows yet.'],
    ['The unit belongs in the heading of the column.', true, 'So every number below can stay a number.'],
  ],
  'Checking a sum': [
    ['Rounding each row first can change the total.', true, 'Small errors add up. Round once, at the end.'],
    ['If two people get the same total, it is right.', false, 'They may have copied the same mistake.'],
    ['A guess beforehand finds errors that no formula reports.', true, 'A total ten times too high is seen at once.'],
  ],
}

/** A bank of the whole organization, one of the course, a quiz that draws from it, and one learner who has longer for a quiz. */
export async function fillBanks(tenant: Tenant, olga: Actor, teaching: Actor, place: Place): Promise<void> {
  const welcome = await makeBank(tenant, olga, null, {
    title: 'For every course',
    description: 'Short questions to begin with.',
  })
  await addBankQuestion(tenant, olga, welcome.id, {
    question: {
      kind: 'true-false',
      body: {
        prompt: 'I know whom to ask when I am stuck.',
        explanation: 'Your instructor is named on the course page.',
        correct: true,
      },
    },
    points: 1,
    tags: ['welcome'],
  })
  const bank = await makeBank(tenant, teaching, place.courseId, { title: 'Tables', description: '' })
  for (const [title, list] of Object.entries(statements)) {
    const category = await addCategory(tenant, teaching, bank.id, { title, parentId: '' })
    for (const [prompt, correct, explanation] of list)
      await addBankQuestion(tenant, teaching, bank.id, {
        question: { kind: 'true-false', body: { prompt, explanation, correct } },
        points: 1,
        categoryId: category.id,
        tags: ['tables'],
      })
  }
  await makeDrill(tenant, teaching, place)
  const quiz = await createItem(tenant, teaching, place.moduleId, { kind: 'quiz', title: 'True of tables' })
  await addDraw(tenant, teaching, quiz.id, { bankId: bank.id, tag: 'tables', count: 4, points: 1 })
  await setOverride(tenant, teaching, quiz.id, {
    for: `user:${place.learnerId}`,
    reason: 'Reads the tables aloud',
    opensAt: null,
    closesAt: null,
    timeLimitMinutes: null,
    attemptsAllowed: 3,
    accessCode: null,
  })
}

type Place = { courseId: string; moduleId: string; learnerId: string }
