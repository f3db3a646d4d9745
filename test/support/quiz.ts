import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import { quizQuestions } from '../../worker/db/schema'
import { createQuiz, type QuestionDraft, type QuizSettings } from '../../worker/domain/quizzes'
import { monday } from './platform'

/** One question of every kind, one point each; ids are `<item>-<kind>`. */
export const everyKind: QuestionDraft[] = [
  {
    kind: 'single-choice',
    body: {
      prompt: 'Which command puts a change on the staging area?',
      explanation: 'Staging is told apart from committing in the lesson *Staging*.',
      choices: [
        { id: 'a', text: '`git commit`', feedback: 'That records what is staged.' },
        { id: 'b', text: '`git add`', feedback: '' },
      ],
      correct: 'b',
      shuffle: true,
    },
  },
  {
    kind: 'multiple-choice',
    body: {
      prompt: 'Which of these are branches?',
      explanation: '',
      choices: [
        { id: 'a', text: 'main', feedback: '' },
        { id: 'b', text: 'topic', feedback: '' },
        { id: 'c', text: 'HEAD~1', feedback: '' },
      ],
      correct: ['a', 'b'],
      credit: 'partial',
      shuffle: true,
    },
  },
  { kind: 'true-false', body: { prompt: 'A commit has a parent, except the first.', explanation: '', correct: true } },
  {
    kind: 'short-text',
    body: {
      prompt: 'Which command shows the history?',
      explanation: '',
      accepted: ['git log'],
      matchCase: false,
      matchAccents: false,
    },
  },
  {
    kind: 'number',
    body: {
      prompt: 'How many letters has a short hash?',
      explanation: '',
      answer: 7,
      tolerance: { kind: 'absolute', value: 0 },
      unit: '',
    },
  },
]

/** What a form says for full marks, in the order of `everyKind`. */
export const rightAnswers = [['b'], ['a', 'b'], ['true'], ['git log'], ['7']]

export async function makeQuiz(
  tenant: Tenant,
  itemId: string,
  settings: Partial<QuizSettings> = {},
  questions = everyKind,
): Promise<void> {
  await tenant.db.batch([
    ...createQuiz(tenant.db, {
      itemId,
      courseId: 'git',
      createdBy: 'acme-ivy',
      at: monday,
      settings,
      questions: questions.map((question) => ({ ...question, questionId: `${itemId}-${question.kind}` })),
    }),
  ])
}

export const versionsOf = (tenant: Tenant, itemId: string) =>
  tenant.db
    .select({ questionId: quizQuestions.questionId, versionId: quizQuestions.versionId })
    .from(quizQuestions)
    .where(eq(quizQuestions.itemId, itemId))
    .orderBy(quizQuestions.position)
