import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ExportableCourse,
  type ExportableItem,
  exportCourse,
  planCourse,
  relinkItem,
} from '../../../../worker/domain/imports/markdown'
import { prepareContent } from '../../../../worker/domain/lessons/blocks'
import type { Question } from '../../../../worker/domain/quizzes'
import { showings } from '../../../../worker/lib/quiz-shows'
import { blocks } from '../../../support/blocks'
import { question } from '../../../support/questions'
import { entriesOf } from '../../../support/read-folder'

const title = fc.constantFrom(
  'First steps',
  'Überblick: Teil 2',
  'مرحبا',
  '"Quoted" & #tagged',
  '2. Numbers',
  'yes',
  '- dash',
)
const text = fc.constantFrom(
  'Why?',
  'Two lines\nof text',
  '`code` and *marks*',
  'See ![it](media:m1)',
  '1 = 2?',
  '- a\n- b',
  '## Part\n\nof it',
)
const said = fc.oneof(fc.constant(''), text)

/** As they are stored: ids of choices are their places. */
const asked = fc
  .tuple(question, fc.constantFrom(1, 0.5, 2, 40))
  .map(([one, points]) => ({ ...lettered(one), points: one.kind === 'likert' ? 0 : points }))

function lettered(one: Question): Question {
  if (one.kind !== 'single-choice' && one.kind !== 'multiple-choice') return one
  const letter = (id: string) => 'abcdefgh'[one.body.choices.findIndex((choice) => choice.id === id)]!
  const choices = one.body.choices.map((choice) => ({ ...choice, id: letter(choice.id) }))
  return one.kind === 'single-choice'
    ? { ...one, body: { ...one.body, choices, correct: letter(one.body.correct) } }
    : { ...one, body: { ...one.body, choices, correct: one.body.correct.map(letter) } }
}

const base = fc.record({
  path: fc.constant(''),
  title,
  minutes: fc.option(fc.integer({ min: 1, max: 90 })),
  published: fc.boolean(),
  required: fc.boolean(),
  completion: fc.constantFrom(
    { kind: 'viewed' as const },
    { kind: 'time' as const, minutes: 5 },
    { kind: 'passed' as const, percent: 80 },
    { kind: 'none' as const },
  ),
})
const item = fc.tuple(
  base,
  fc.oneof(
    blocks.map((list) => ({ kind: 'lesson' as const, content: prepareContent({ blocks: list }) })),
    fc.record({
      kind: fc.constant('quiz' as const),
      quiz: fc
        .record({
          introduction: said,
          passPercent: fc.integer({ min: 0, max: 100 }),
          attemptsAllowed: fc.option(fc.integer({ min: 1, max: 9 })),
          shuffleQuestions: fc.boolean(),
          showAnswers: fc.boolean(),
          answersAfter: fc.constantFrom('attempt' as const, 'pass' as const, null),
          shows: fc.constantFrom(null, showings.exam, showings.practice),
          closesTogether: fc.boolean(),
          questions: fc.array(asked, { maxLength: 4 }),
        })
        .map((quiz) => (quiz.showAnswers ? quiz : { ...quiz, answersAfter: null })),
    }),
    fc.record({
      kind: fc.constant('assignment' as const),
      assignment: fc.record({
        instructions: said,
        maxPoints: fc.integer({ min: 0, max: 100 }),
        takesText: fc.constant(true),
        takesFiles: fc.boolean(),
        maxFiles: fc.integer({ min: 1, max: 9 }),
        fileKinds: fc.constantFrom('any' as const, 'documents' as const, null),
      }),
    }),
  ),
)

const course: fc.Arbitrary<ExportableCourse> = fc
  .record({
    title,
    summary: fc.constantFrom('', 'What it is: "all" of it'),
    language: fc.constantFrom('', 'de', 'pt-BR'),
    modules: fc.array(fc.tuple(title, fc.array(item, { maxLength: 3 })), { minLength: 1, maxLength: 3 }),
  })
  .map(({ modules, ...meta }) => {
    let count = 0
    return {
      course: { ...meta, tags: ['a', 'b c'], licence: 'CC BY 4.0', expectedHours: 3 },
      modules: modules.map(([name, items]) => ({
        path: '',
        title: name,
        items: items.map(([one, kind]) => ({ ...one, ...kind, id: `item-${++count}` }) as ExportableItem),
      })),
      media: ['m1', 'm2', '0199-abcd'].map((id) => ({
        id,
        path: '',
        name: `A picture (${id}).png`,
        type: 'image/png',
        captions: [],
      })),
    }
  })

const derived = new Set(['html', 'captionHtml', 'feedbackHtml', 'hash', 'path'])
/** Without what is derived; a block's id is not written down, an item's is. */
const bare = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (key, part) =>
      derived.has(key) || (key === 'id' && /^[a-z0-9]{9,10}$/.test(part)) ? undefined : part,
    ),
  )

test('a course that was exported comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(course, async (original) => {
      const exported = exportCourse(original)
      const files = Object.fromEntries([
        ...exported.files.map(({ path, text }) => [path, text]),
        ...exported.media.map(({ path }) => [path, new Uint8Array([1])]),
      ])
      const plan = await planCourse(entriesOf(files), { embedHosts: ['youtube.com', 'example.com'] })
      const ids = new Map(exported.media.map(({ id, path }) => [path, id]))
      const places = { media: (path: string) => ids.get(path) ?? null, item: () => null }
      const modules = plan.modules.map((module) => ({
        title: module.title,
        items: module.items.map((one) => relinkItem(one, places)),
      }))
      expect(bare({ course: plan.course, modules }), JSON.stringify(exported.files)).toEqual(
        bare({ course: original.course, modules: original.modules }),
      )
    }),
    { numRuns: 100 },
  )
}, 30_000)
