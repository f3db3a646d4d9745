import type { Tenant } from '../../../tenants/tenant'
import { addAnnotation, releaseResponseMark } from '../../domain/assignments'
import { createItem, editItem, publishItem } from '../../domain/courses'
import { storeFile } from '../../domain/media'
import type { Actor } from '../../domain/policy'
import { addQuestion, type Question, saveResponses, startAttempt, submitAttempt } from '../../domain/quizzes'
import { makeRubric } from '../../domain/rubrics'
import { utf8 } from '../../lib/bytes'
import { newId } from '../../lib/ids'
import { at } from '.'
import { hum } from './files'
import { firstModule } from './work'

const DAY_MS = 24 * 3_600_000

const answers = [
  'The totals of two people were the same and both were wrong: the second had copied the first. Since then I write down a guess before I look at any sum, and the guess is what I compare with.',
  'I would look at the row for returned bottles first, because nobody counts them twice. If it is right there, the mistake is in the prices.',
]

type Place = { courseId: string; marked: Actor; waiting: Actor }

/** A quiz in one's own words: one learner's answer is marked by its rubric, another's waits. */
export async function fillEssays(tenant: Tenant, teaching: Actor, place: Place, now: number): Promise<void> {
  const then = at(tenant, now - 3 * DAY_MS)
  const moduleId = await firstModule(tenant, place.courseId)
  const { id } = await createItem(then, teaching, moduleId, { kind: 'quiz', title: 'In your own words' })
  const rubric = await makeRubric(then, teaching, place.courseId, reasons)
  await addQuestion(then, teaching, id, {
    question: {
      kind: 'true-false',
      body: {
        prompt: 'Two equal totals prove that both are right.',
        explanation: 'One may have been copied from the other.',
        correct: false,
      },
    },
    points: 1,
  })
  await addQuestion(then, teaching, id, { question: essay, points: 6, rubricId: rubric.id })
  await addQuestion(then, teaching, id, { question: sheet, points: 3 })
  await addQuestion(then, teaching, id, { question: spoken, points: 2 })
  const optional = { required: false, expectedMinutes: 10, dueAt: null, maxPoints: null }
  await editItem(then, teaching, id, { ...optional, completion: { kind: 'submitted' } })
  await publishItem(then, teaching, id)
  const marked = await answer(at(tenant, now - 2 * DAY_MS), place.marked, id, answers[0]!)
  await answer(at(tenant, now - DAY_MS), place.waiting, id, answers[1]!)
  // Asked from now on: chance gives every attempt other numbers, and the school is the same each time it is made.
  await addQuestion(at(tenant, now - DAY_MS), teaching, id, { question: tax, points: 1 })
  await addAnnotation(
    at(tenant, now - DAY_MS),
    teaching,
    { kind: 'response', id: `${marked.attemptId}:${marked.versionId}` },
    { key: newId(), at: { exact: 'I write down a guess' }, comment: 'The best habit there is.' },
  )
  await releaseResponseMark(at(tenant, now - DAY_MS), teaching, marked, {
    points: null,
    comment: 'A guess beforehand: exactly. Say once how you made it.',
    choices: [
      { criterionId: 'c1', levelId: 'l1', comment: '' },
      { criterionId: 'c2', levelId: 'l2', comment: 'How did you guess?' },
    ],
  })
}

async function answer(tenant: Tenant, learner: Actor, itemId: string, text: string) {
  const { id } = await startAttempt(tenant, learner, itemId)
  const { questions } = await saveResponses(tenant, learner, id, [])
  const [choice, essay, sheet, spoken] = questions.map(({ versionId }) => versionId)
  const bytes = utf8(`item,price,sold\nbread,3.20,41\nrolls,0.60,${text.length}\n`)
  const file = await storeFile(tenant, learner, { name: 'my-sheet.csv', bytes, purpose: 'submission' })
  const sound = await storeFile(tenant, learner, {
    name: 'recording.wav',
    bytes: hum(text.length),
    purpose: 'submission',
  })
  await saveResponses(tenant, learner, id, [
    { versionId: choice!, revision: 1, values: ['false'] },
    { versionId: essay!, revision: 1, values: [text] },
    { versionId: sheet!, revision: 1, values: [file.id] },
    { versionId: spoken!, revision: 1, values: [sound.id] },
  ])
  await submitAttempt(tenant, learner, id)
  return { attemptId: id, versionId: essay! }
}

const essay = {
  kind: 'essay' as const,
  body: {
    prompt: 'A total is wrong, and nobody knows why. Where do you look first, and what makes you sure?',
    explanation: '',
    minWords: 20,
    maxWords: 150,
    guide: 'A place to begin, and a **reason** for it. A guess made before looking is worth the most.',
    model:
      'I guess the total first and write the guess down. Then I look at the rows that nobody else checks: returns, corrections, what was typed by hand.',
  },
}

const sheet = {
  kind: 'file' as const,
  body: {
    prompt: 'Hand in the sheet in which you looked for a mistake.',
    explanation: '',
    fileKinds: 'documents' as const,
    maxFiles: 2,
    maxMegabytes: 5,
    guide: 'A row for every guess.',
  },
}

const spoken = {
  kind: 'audio' as const,
  body: {
    prompt: 'Explain to a colleague on the phone which cell you would look at first.',
    explanation: '',
    maxSeconds: 60,
    guide: 'Would the colleague find the cell?',
  },
}

/** Everybody's till has another sum in it. */
const tax: Question = {
  kind: 'calculated',
  body: {
    prompt: 'A till takes {a} euros, with 19 % tax in it. How much of that is the tax?',
    explanation: '$\\frac{a}{1.19} = {=round(a / 1.19, 2)}$ is the price, and the rest of the {a} euros is the tax.',
    formula: 'a - a / 1.19',
    variables: [{ name: 'a', min: 59.5, max: 476, step: 0.5 }],
    sets: [],
    tolerance: { kind: 'absolute', value: 0.01 },
    unit: '€',
    decimals: 2,
  },
}

const reasons = {
  title: 'A place and a reason',
  scored: true,
  criteria: [
    {
      title: 'Where to look',
      description: '',
      levels: [
        { points: 3, title: 'A place that could be wrong', description: '' },
        { points: 1, title: 'Somewhere', description: '' },
        { points: 0, title: 'Not said', description: '' },
      ],
    },
    {
      title: 'What makes it sure',
      description: 'Something that does not come from the same table.',
      levels: [
        { points: 3, title: 'Two things that are independent', description: '' },
        { points: 2, title: 'One', description: '' },
        { points: 0, title: 'Not said', description: '' },
      ],
    },
  ],
}
