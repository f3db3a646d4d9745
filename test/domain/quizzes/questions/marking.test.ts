import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  askQuestion,
  emptyQuestion,
  isAnswered,
  isByHand,
  isUnscored,
  markQuestion,
  modelResponse,
  modelValues,
  type Question,
  type QuestionKindName,
  questionKindNames,
  questionKinds,
  questionSchema,
  readResponse,
  shuffledChoices,
} from '../../../../worker/domain/quizzes/questions'
import { question } from '../../../support/questions'

const points = fc.double({ min: 0, max: 100, noNaN: true })
const response = fc.oneof(
  fc.record({ choice: fc.option(fc.constantFrom('c0', 'c1', 'c9')) }),
  fc.record({ choices: fc.array(fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c9')) }),
  fc.record({ value: fc.option(fc.boolean()) }),
  fc.record({ text: fc.string() }),
  fc.record({ texts: fc.array(fc.string()) }),
  fc.record({ items: fc.array(fc.string()) }),
  fc.record({ pairs: fc.array(fc.record({ left: fc.string(), right: fc.string() })) }),
  fc.anything(),
)

test('every question that can be drawn is one that an author could save', () => {
  fc.assert(fc.property(question, (asked) => questionSchema.safeParse(asked).success))
})

test('the model answer always gets full marks', () => {
  const marksItself = question.filter(({ kind }) => !isByHand(kind))
  fc.assert(
    fc.property(marksItself, points, (asked, max) => {
      const given = isUnscored(asked.kind) ? { points: 0, correct: 'unscored' } : { points: max, correct: 'full' }
      expect(markQuestion(asked, modelResponse(asked), max)).toMatchObject(given)
      expect(markQuestion(asked, readResponse(askQuestion(asked), modelValues(asked)), max)).toMatchObject(given)
    }),
  )
})

test('what somebody has to read waits with no points, and an empty answer to it does not', () => {
  const read = question.filter(({ kind }) => isByHand(kind))
  fc.assert(
    fc.property(read, fc.string(), fc.uniqueArray(fc.uuid(), { maxLength: 1 }), points, (asked, text, files, max) => {
      const mark = markQuestion(asked, { text, files }, max)
      const isEmpty = asked.kind === 'file' || asked.kind === 'audio' ? files.length === 0 : text.trim() === ''
      expect(mark).toMatchObject({ points: 0, correct: isEmpty ? 'none' : 'waits' })
    }),
  )
})

test('no answer, however odd, gets less than nothing or more than the question is worth', () => {
  fc.assert(
    fc.property(question, response, points, (asked, answer, max) => {
      const mark = markQuestion(asked, answer, max)
      expect(mark.points).toBeGreaterThanOrEqual(0)
      expect(mark.points).toBeLessThanOrEqual(max)
      if (mark.correct === 'none') expect(mark.points).toBe(0)
    }),
  )
})

test('with partial credit another right choice never costs and another wrong one never pays', () => {
  const multiple = question.filter((asked) => asked.kind === 'multiple-choice' && asked.body.credit === 'partial')
  fc.assert(
    fc.property(
      multiple,
      fc.array(fc.constantFrom<string>('c0', 'c1', 'c2', 'c3')),
      fc.nat(7),
      (asked, chosen, index) => {
        if (asked.kind !== 'multiple-choice') return
        const added = asked.body.choices[index]?.id
        if (!added || chosen.includes(added)) return
        const before = markQuestion(asked, { choices: chosen }, 10).points
        const after = markQuestion(asked, { choices: [...chosen, added] }, 10).points
        if (asked.body.correct.includes(added)) expect(after).toBeGreaterThanOrEqual(before)
        else expect(after).toBeLessThanOrEqual(before)
      },
    ),
  )
})

const choose = (...texts: string[]) => texts.map((text, i) => ({ id: 'abcdef'[i]!, text, feedback: '' }))

test('partial credit counts right choices and takes wrong ones away', () => {
  const body = {
    prompt: 'Which are prime?',
    explanation: '',
    choices: choose('2', '3', '5', '4', '6', '8'),
    correct: ['a', 'b', 'c'],
    credit: 'partial' as const,
    shuffle: false,
  }
  const earn = (...ids: string[]) => markQuestion({ kind: 'multiple-choice', body }, { choices: ids }, 3)
  expect(earn('a', 'b')).toMatchObject({ points: 2, correct: 'part' })
  expect(earn('a', 'b', 'd')).toMatchObject({ points: 1, correct: 'part' })
  expect(earn('a', 'b', 'c', 'd', 'e', 'f')).toMatchObject({ points: 0, correct: 'none' })
  expect(
    markQuestion({ kind: 'multiple-choice', body: { ...body, credit: 'all' } }, { choices: ['a', 'b'] }, 3).points,
  ).toBe(0)
})

test('a learner sees neither the right choice nor the feedback before marking', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const seen = JSON.stringify(askQuestion(asked))
      expect(seen).not.toMatch(/correct|feedback|explanation|About|accepted|answer|tolerance/)
    }),
  )
})

test('a shuffled question keeps every choice, in the order that the attempt pinned', () => {
  const asked: Question = {
    kind: 'single-choice',
    body: { prompt: 'Pick', explanation: '', choices: choose('1', '2', '3', '4'), correct: 'a', shuffle: true },
  }
  const order = shuffledChoices(asked, () => 0)
  expect(order).toEqual(['b', 'c', 'd', 'a'])
  expect(askQuestion(asked, order)).toMatchObject({ asked: { choices: order.map((id) => ({ id })) } })
  expect(askQuestion(asked, ['d', 'gone'])).toMatchObject({
    asked: { choices: [{ id: 'd' }, { id: 'a' }, { id: 'b' }, { id: 'c' }] },
  })
  expect(
    shuffledChoices({ kind: 'true-false', body: { prompt: 'So?', explanation: '', correct: true } }, Math.random),
  ).toEqual([])
})

test('the author’s words for the chosen answer come with the mark, then the explanation', () => {
  const list = [
    { id: 'a', text: 'Paris', feedback: 'Well remembered.' },
    { id: 'b', text: 'Lyon', feedback: 'Lyon is the third largest city.' },
  ]
  const asked: Question = {
    kind: 'single-choice',
    body: { prompt: 'Capital?', explanation: 'See lesson 2.', choices: list, correct: 'a', shuffle: false },
  }
  expect(markQuestion(asked, { choice: 'b' }, 1).feedback).toEqual([
    { about: 'b', text: 'Lyon is the third largest city.' },
    { about: null, text: 'See lesson 2.' },
  ])
})

test('short answers forgive case, accents, quotes and spaces unless the author minds', () => {
  const body = {
    prompt: 'Where?',
    explanation: '',
    accepted: ['Côte d’Ivoire', 'Ivory Coast'],
    matchCase: false,
    matchAccents: false,
  }
  const isRight = (text: string, change = {}) =>
    markQuestion({ kind: 'short-text', body: { ...body, ...change } }, { text }, 1).points === 1
  for (const said of [
    "cote d'ivoire",
    ' CÔTE  D’IVOIRE ',
    'ivory coast',
    'ＩＶＯＲＹ coast',
    'Cote d’Ivoire'.normalize('NFD'),
  ])
    expect(isRight(said), said).toBe(true)
  expect(isRight('cote d’Ivoire', { matchAccents: true })).toBe(false)
  expect(isRight('ivory coast', { matchCase: true })).toBe(false)
  expect(isRight('')).toBe(false)
  expect(isRight('Ghana')).toBe(false)
})

test('numbers are read as people write them', () => {
  const isRight = (answer: number, text: string, change = {}) =>
    markQuestion(
      {
        kind: 'number',
        body: {
          prompt: 'How much?',
          explanation: '',
          answer,
          tolerance: { kind: 'absolute', value: 0 },
          unit: 'kg',
          ...change,
        },
      },
      { text },
      1,
    ).points === 1
  for (const [answer, text] of [
    [3.5, '3,5'],
    [3.5, '3.5 kg'],
    [-2, '−2'],
    [1234.5, '1.234,5'],
    [1234.5, "1'234.5"],
    [1_000_000, '1 000 000'],
    [1000, '1,000'],
    [1, '1.000'],
    [1_234_567, '1,234,567'],
    [1500, '1.5e3'],
    [1500, '1,5 × 10^3'],
    [42, '٤٢'],
    [3.14, '٣٫١٤'],
    [42, '４２'],
    [0.5, '.5'],
    [0.3, String(0.1 + 0.2)],
  ] as const)
    expect(isRight(answer, text), text).toBe(true)
  for (const [answer, text] of [
    [12, '1.2.3'],
    [12, 'twelve'],
    [12, ''],
    [12, '1,2,3'],
    [12, '12 m'],
    [123, '1,23'],
  ] as const)
    expect(isRight(answer, text), text).toBe(false)
  expect(isRight(200, '209', { tolerance: { kind: 'percent', value: 5 } })).toBe(true)
  expect(isRight(200, '211', { tolerance: { kind: 'percent', value: 5 } })).toBe(false)
  expect(isRight(-200, '-190', { tolerance: { kind: 'percent', value: 5 } })).toBe(true)
  expect(isRight(10, '10.5', { tolerance: { kind: 'absolute', value: 0.5 } })).toBe(true)
  expect(isRight(10, '10.51', { tolerance: { kind: 'absolute', value: 0.5 } })).toBe(false)
})

test('a form without JavaScript gives the same response, and an empty one no answer', () => {
  const read = (kind: QuestionKindName, values: string[]) => readResponse(askQuestion(emptyQuestion(kind)), values)
  expect(read('single-choice', ['b'])).toEqual({ choice: 'b' })
  expect(read('multiple-choice', ['a', 'c'])).toEqual({ choices: ['a', 'c'] })
  expect(read('true-false', ['false'])).toEqual({ value: false })
  expect(read('number', ['3,5'])).toEqual({ text: '3,5' })
  expect(read('single-choice', ['<b>'])).toBeNull()
  for (const kind of questionKindNames) expect(isAnswered(kind, read(kind, [])), kind).toBe(false)
})

test('a new question is a starting point, not yet one to publish', () => {
  for (const kind of questionKindNames) {
    expect(questionSchema.safeParse(emptyQuestion(kind)).success, kind).toBe(false)
    expect(questionKinds[kind].isAnswered(questionKinds[kind].emptyResponse() as never), kind).toBe(false)
  }
})

test('a right answer that is none of the choices is refused', () => {
  const body = { prompt: 'Pick', choices: choose('1', '2') }
  expect(questionSchema.safeParse({ kind: 'single-choice', body: { ...body, correct: 'z' } }).success).toBe(false)
  expect(questionSchema.safeParse({ kind: 'multiple-choice', body: { ...body, correct: ['a', 'z'] } }).success).toBe(
    false,
  )
  const twins = [
    { id: 'a', text: '1' },
    { id: 'a', text: '2' },
  ]
  expect(
    questionSchema.safeParse({ kind: 'single-choice', body: { prompt: 'Pick', choices: twins, correct: 'a' } }).success,
  ).toBe(false)
})
