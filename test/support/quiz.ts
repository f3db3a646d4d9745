import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import { questions, questionVersions, quizQuestions } from '../../worker/db/schema'
import { createQuiz, type QuestionDraft, type QuizSettings } from '../../worker/domain/quizzes'
import { monday } from './platform'

/** One question of every kind, one point each but for the rating; ids are `<item>-<kind>`. */
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
  {
    kind: 'cloze',
    body: {
      prompt: 'Complete the lines.',
      explanation: '',
      text: '`git [[1]] -b topic` makes one of [[2]] branches and a hash has [[3]] digits.',
      gaps: [
        { kind: 'text', accepted: ['checkout', 'switch'] },
        { kind: 'choice', options: ['many', 'one'], correct: 'many' },
        { kind: 'number', answer: 40, tolerance: { kind: 'absolute', value: 0 }, unit: '' },
      ],
      matchCase: false,
      matchAccents: false,
      credit: 'partial',
    },
  },
  {
    kind: 'word-bank',
    body: {
      prompt: '',
      explanation: '',
      text: 'First [[1]], then [[2]].',
      gaps: ['stage', 'commit'],
      extra: ['blame'],
      credit: 'partial',
    },
  },
  {
    kind: 'matching',
    body: {
      prompt: 'What does what?',
      explanation: '',
      pairs: [
        { left: 'fetch', right: 'asks the server' },
        { left: 'push', right: 'tells the server' },
      ],
      extra: ['stops the server'],
      credit: 'partial',
    },
  },
  {
    kind: 'ordering',
    body: { prompt: 'In which order?', explanation: '', items: ['edit', 'add', 'commit'], credit: 'partial' },
  },
  {
    kind: 'categorisation',
    body: {
      prompt: 'Local or not?',
      explanation: '',
      categories: ['Local', 'Remote'],
      items: [
        { text: 'commit', category: 'Local' },
        { text: 'log', category: 'Local' },
      ],
      credit: 'partial',
    },
  },
  {
    kind: 'likert',
    points: 0,
    body: { prompt: 'Was it clear?', explanation: '', statements: [], scale: ['No', 'Yes'] },
  },
]

/** A text that somebody marks. */
export const essayKind: QuestionDraft = {
  kind: 'essay',
  points: 4,
  body: {
    prompt: 'Why does one branch?',
    explanation: '',
    minWords: null,
    maxWords: 100,
    guide: 'Two reasons: two points each.',
    model: 'To try things out, and to keep apart what is not finished.',
  },
}

/** A file that somebody marks. */
export const fileKind: QuestionDraft = {
  kind: 'file',
  points: 4,
  body: {
    prompt: 'Hand in your plan.',
    explanation: '',
    fileKinds: 'any',
    maxFiles: 1,
    maxMegabytes: null,
    guide: 'One point for each step.',
  },
}

/** A recording that somebody marks. */
export const audioKind: QuestionDraft = {
  kind: 'audio',
  points: 4,
  body: { prompt: 'Say it aloud.', explanation: '', maxSeconds: 30, guide: 'Clear and slow.' },
}

/** A number that every attempt computes anew. */
export const calculatedKind: QuestionDraft = {
  kind: 'calculated',
  points: 2,
  body: {
    prompt: 'A field is {a} m by {b} m. How large is it?',
    explanation: '',
    formula: '{a} * b',
    variables: [
      { name: 'a', min: 2, max: 40, step: 1 },
      { name: 'b', min: 0.5, max: 9.5, step: 0.5 },
    ],
    sets: [],
    tolerance: { kind: 'percent', value: 1 },
    unit: 'm²',
    decimals: 1,
  },
}

/** Those whose answer is one choice, one set of choices or one line. */
export const firstKinds = everyKind.slice(0, 5)

/** What a form says for full marks, in the order of `everyKind`. */
export const rightAnswers = [
  ['b'],
  ['a', 'b'],
  ['true'],
  ['git log'],
  ['7'],
  ['checkout', 'many', '40'],
  ['stage', 'commit'],
  ['asks the server', 'tells the server'],
  ['edit', 'add', 'commit'],
  // Both the same, as each attempt shuffles them.
  ['Local', 'Local'],
  ['0.1'],
]

export async function makeQuiz(
  tenant: Tenant,
  itemId: string,
  settings: Partial<QuizSettings> = {},
  questions = firstKinds,
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

/** Gives a quiz one question worth nothing, so that it can be published. */
export async function askSomething({ db, now }: Tenant, itemId: string, courseId: string): Promise<void> {
  const questionId = `${itemId}-asked`
  const body = { prompt: 'Ready?', explanation: '', correct: true }
  await db.batch([
    db.insert(questions).values({ id: questionId, courseId, createdAt: now() }),
    db.insert(questionVersions).values({
      id: questionId,
      questionId,
      number: 1,
      kind: 'true-false',
      body,
      createdBy: 'acme-ivy',
      createdAt: now(),
    }),
    db.insert(quizQuestions).values({ itemId, questionId, versionId: questionId, position: 'a0', points: 0 }),
  ])
}
