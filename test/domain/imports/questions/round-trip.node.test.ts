import { makeZip } from 'client-zip'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { writeGift } from '../../../../worker/domain/imports/questions/export/gift'
import { writeMoodleXml } from '../../../../worker/domain/imports/questions/export/moodle-xml'
import { writeQti2 } from '../../../../worker/domain/imports/questions/export/qti-2'
import type { QuizQuestion, Written } from '../../../../worker/domain/imports/questions/export/write'
import { mapQuestionTexts, type Question, questionSchema } from '../../../../worker/domain/quizzes/questions'
import { utf8 } from '../../../../worker/lib/bytes'
import { renderInline } from '../../../../worker/lib/markdown'

/** Words as authors write them, with signs that files use for something of their own. */
const word = fc.constantFrom(
  'bee',
  'Käfer',
  '蜜蜂',
  '5 = 4 + 1',
  'a ~ b',
  '{curly}',
  '100 %',
  '#1',
  'x: y',
  '**bold**',
  '`code`',
  '$x^2$',
  'A & B',
  '"said"',
  "it's",
  'a\\*b',
  '3 \\< 4',
  '1/2',
)
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const text = fc.array(line, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('\n\n'))
const plain = fc.constantFrom(
  'bee',
  'Käfer',
  'a b',
  '5 = 5',
  'a~b',
  '{x}',
  '#1',
  'A & B',
  '2 * 3',
  '"q"',
  'x:y',
  '50% of it',
  '3 < 4',
)
/** In braces stand variables. */
const uncurled = text.map((said) => said.replaceAll('{curly}', 'curly'))
const why = fc.oneof(fc.constant(''), text)
const unique = (arbitrary: fc.Arbitrary<string>, min: number, max: number) =>
  fc.uniqueArray(arbitrary, { minLength: min, maxLength: max })
const base = { prompt: text, explanation: why, passage: fc.option(text, { nil: undefined }) }
const choices = unique(line, 2, 5).chain((texts) =>
  fc
    .tuple(...texts.map(() => fc.oneof(fc.constant(''), line)))
    .map((remarks) => texts.map((one, i) => ({ id: String.fromCharCode(97 + i), text: one, feedback: remarks[i]! }))),
)
const number = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.constantFrom(0.5, 2.125, -2.75, 1e-7))
const credit = fc.constantFrom('partial' as const, 'all' as const)
const tolerance = fc.record({
  kind: fc.constantFrom('absolute' as const, 'percent' as const),
  value: fc.constantFrom(0, 0.5, 2, 10),
})

const bodies = {
  'single-choice': choices.chain((list) =>
    fc.record({
      ...base,
      choices: fc.constant(list),
      correct: fc.constantFrom(...list.map(({ id }) => id)),
      shuffle: fc.boolean(),
    }),
  ),
  'multiple-choice': choices.chain((list) =>
    fc.record({
      ...base,
      choices: fc.constant(list),
      correct: fc.subarray(
        list.map(({ id }) => id),
        { minLength: 1 },
      ),
      credit,
      shuffle: fc.boolean(),
    }),
  ),
  'true-false': fc.record({ ...base, correct: fc.boolean() }),
  'short-text': fc.record({
    ...base,
    accepted: unique(plain, 1, 4),
    matchCase: fc.boolean(),
    matchAccents: fc.boolean(),
  }),
  number: fc.record({ ...base, answer: number, tolerance, unit: fc.constantFrom('', 'km', 'm & s') }),
  calculated: fc.record({
    prompt: fc.oneof(uncurled, fc.constantFrom('Take {a} and {b_1}, and $\\sqrt{a}$: {=a * b_1}?')),
    explanation: fc.constantFrom('', 'It is {=2 * a} and so on.'),
    formula: fc.constantFrom('a * b_1', 'a^2 + ln(b_1) - (a - pi)', 'round(mod(a, 3) / b_1, 2)', '-a'),
    variables: fc.constant([
      { name: 'a', min: 2, max: 9, step: 0.5 },
      { name: 'b_1', min: 1, max: 3, step: 1 },
    ]),
    sets: fc.constantFrom(
      [],
      [
        { a: 3, b_1: 4 },
        { a: 5.25, b_1: 12 },
      ],
    ),
    tolerance: fc.record({
      kind: fc.constantFrom('absolute' as const, 'percent' as const),
      value: fc.constantFrom(0.5, 2, 10),
    }),
    unit: fc.constantFrom('', 'km', 'm & s'),
    decimals: fc.constantFrom(null, 0, 2),
  }),
  matching: fc.tuple(unique(line, 2, 4), unique(line, 4, 4), unique(line, 0, 2)).chain(([left, right, extra]) =>
    fc.record({
      ...base,
      pairs: fc.constant(left.map((one, i) => ({ left: one, right: right[i]! }))),
      extra: fc.constant(extra.filter((one) => !right.slice(0, left.length).includes(one))),
      credit,
    }),
  ),
  ordering: fc.record({ ...base, items: unique(line, 2, 6), credit }),
  categorisation: fc.tuple(unique(line, 2, 3), unique(line, 2, 5)).chain(([categories, items]) =>
    fc.record({
      ...base,
      categories: fc.constant(categories),
      items: fc.constant(items.map((one, i) => ({ text: one, category: categories[i % categories.length]! }))),
      credit,
    }),
  ),
  'word-bank': fc.tuple(unique(plain, 1, 3), unique(plain, 0, 2)).chain(([gaps, extra]) =>
    fc.record({
      ...base,
      text: fc.constant(gaps.map((_, i) => `Part [[${i + 1}]] of it.`).join(' ')),
      gaps: fc.constant(gaps),
      extra: fc.constant(extra.filter((one) => !gaps.includes(one))),
      credit,
    }),
  ),
  cloze: fc
    .array(
      fc.oneof(
        fc.record({ kind: fc.constant('text' as const), accepted: unique(plain, 1, 3) }),
        fc.record({ kind: fc.constant('number' as const), answer: number, tolerance, unit: fc.constantFrom('', 'km') }),
        unique(plain, 2, 4).map((options) => ({ kind: 'choice' as const, options, correct: options[0]! })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .chain((gaps) =>
      fc.record({
        ...base,
        text: fc.constant(gaps.map((_, i) => `Part [[${i + 1}]] of it.`).join(' ')),
        gaps: fc.constant(gaps),
        matchCase: fc.boolean(),
        matchAccents: fc.boolean(),
        credit,
      }),
    ),
  essay: fc.record({
    ...base,
    minWords: fc.constantFrom(null, 50),
    maxWords: fc.constantFrom(null, 300),
    guide: why,
    model: why,
  }),
  file: fc.record({
    ...base,
    fileKinds: fc.constantFrom('any' as const, 'documents' as const, 'pictures' as const, 'recordings' as const),
    maxFiles: fc.integer({ min: 1, max: 10 }),
    maxMegabytes: fc.constantFrom(null, 5),
    guide: why,
  }),
  audio: fc.record({ ...base, maxSeconds: fc.integer({ min: 5, max: 1_800 }), guide: why }),
  likert: fc.record({ ...base, statements: unique(line, 0, 2), scale: unique(line, 2, 4) }),
} as const
type Kind = keyof typeof bodies

const questions = (kind: Kind): fc.Arbitrary<QuizQuestion> =>
  fc.tuple(bodies[kind] as fc.Arbitrary<unknown>, fc.constantFrom(1, 2, 0.5)).map(([body, points]) => ({
    id: 'q',
    points: kind === 'likert' ? 0 : points,
    question: questionSchema.parse({ kind, body }) as Question,
  }))

const gift = async (one: QuizQuestion) => {
  const { text: file, written } = writeGift([one])
  return { written: written[0]!, back: written[0]!.text === null ? null : await readQuestionFile('x.gift', utf8(file)) }
}
const moodle = async (one: QuizQuestion) => {
  const { text: file, written } = writeMoodleXml([one], new Map())
  return { written: written[0]!, back: written[0]!.text === null ? null : await readQuestionFile('x.xml', utf8(file)) }
}
const qti = async (one: QuizQuestion) => {
  const { files, written } = writeQti2('Quiz & more', [one], new Map())
  const zip = new Uint8Array(await new Response(makeZip(files)).arrayBuffer())
  return { written: written[0]!, back: written[0]!.text === null ? null : await readQuestionFile('x.zip', zip) }
}

/** Texts by what readers see of them; a prompt above gaps and the text with them are one. */
function seen({ question, points }: Pick<QuizQuestion, 'question' | 'points'>, { losses }: Written): unknown {
  const drawn = mapQuestionTexts(question, (markdown) =>
    markdown
      .split(/\n\s*\n/)
      .map((part) => renderInline(part).replace(/ class="tml-[^"]*"/g, ''))
      .join('¶'),
  )
  const body = { ...drawn.body } as Record<string, unknown>
  if (question.kind === 'cloze') {
    body.text = [body.prompt, body.text].filter(Boolean).join('¶')
    body.prompt = ''
  }
  if (question.kind === 'word-bank') {
    body.text = [body.prompt, body.text].filter(Boolean).join('¶')
    body.prompt = ''
  }
  const gaps = question.kind === 'cloze' ? question.body.gaps : []
  if (question.kind === 'cloze' && !gaps.some(({ kind }) => kind === 'text')) delete body.matchCase
  if (Array.isArray(body.correct)) body.correct = [...body.correct].sort()
  const lost = new Set(losses)
  if (lost.has('credit')) delete body.credit
  if (lost.has('case')) delete body.matchCase
  if (lost.has('accents')) delete body.matchAccents
  if (lost.has('kept-order')) delete body.shuffle
  if (lost.has('model') || lost.has('marking')) delete body.model
  if (lost.has('marking')) delete body.guide
  if (lost.has('file-limits')) {
    delete body.fileKinds
    delete body.maxFiles
    delete body.maxMegabytes
  }
  if (lost.has('word-limits')) {
    delete body.minWords
    delete body.maxWords
  }
  if (lost.has('unit') || lost.has('percent')) {
    delete body.unit
    delete body.tolerance
    delete body.gaps
  }
  return {
    kind: lost.has('matching') ? 'matching' : question.kind,
    points: lost.has('points') ? 0 : points,
    body: lost.has('matching') ? {} : body,
  }
}

const formats = { GIFT: gift, 'Moodle XML': moodle, 'QTI 2.1': qti }
const holds: Record<keyof typeof formats, Kind[]> = {
  GIFT: ['single-choice', 'multiple-choice', 'true-false', 'short-text', 'number', 'matching'],
  'Moodle XML': [
    'single-choice',
    'multiple-choice',
    'true-false',
    'short-text',
    'number',
    'calculated',
    'matching',
    'ordering',
    'categorisation',
    'word-bank',
    'cloze',
    'essay',
    'file',
    'audio',
  ],
  'QTI 2.1': [
    'single-choice',
    'multiple-choice',
    'true-false',
    'short-text',
    'number',
    'matching',
    'ordering',
    'categorisation',
    'word-bank',
    'cloze',
  ],
}

describe.each(Object.entries(formats))('%s', (name, round) => {
  test.each(Object.keys(bodies) as Kind[])('%s comes back as it was, but for what is said to be lost', async (kind) => {
    await fc.assert(
      fc.asyncProperty(questions(kind), async (one) => {
        const { written, back } = await round(one)
        if (written.text === null) {
          expect(written.losses.length).toBeGreaterThan(0)
          expect(holds[name as keyof typeof formats].includes(kind) && written.losses.includes('kind')).toBe(false)
          return
        }
        expect(back?.questions).toHaveLength(1)
        expect(seen(back!.questions[0]!, written)).toEqual(seen(one, written))
      }),
      { numRuns: 40 },
    )
  })
})
