import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { grades } from '../../../../worker/db/schema'
import {
  changeQuestion,
  findAttempt,
  findQuizToEdit,
  findRegrade,
  makeRuling,
  readResult,
  recountGrades,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../../worker/domain/quizzes'
import {
  askQuestion,
  type CalculatedBody,
  checked,
  drawValues,
  markQuestion,
  modelResponse,
  type Question,
  samplesOf,
  settled,
} from '../../../../worker/domain/quizzes/questions'
import { Invalid } from '../../../../worker/errors'
import { monday } from '../../../support/platform'
import { makeQuiz } from '../../../support/quiz'
import { makeSchool, type School } from '../../../support/school'
import { teachCourse } from '../../../support/taught-course'

const body: CalculatedBody = {
  prompt: 'A field is {a} m by {b} m: $\\frac{a}{b}$. How large is it?',
  explanation: '{a} times {b} is {=a*b}.',
  formula: '{a} * b',
  variables: [
    { name: 'a', min: 2, max: 40, step: 1 },
    { name: 'b', min: 0.5, max: 9.5, step: 0.5 },
  ],
  sets: [],
  tolerance: { kind: 'percent', value: 1 },
  unit: 'm²',
  decimals: 1,
}
const field: Question = { kind: 'calculated', body }
const wrongIn = (change: Partial<CalculatedBody>) => {
  try {
    checked({ kind: 'calculated', body: { ...body, ...change } })
  } catch (error) {
    if (error instanceof Invalid) return [error.field, error.reason, error.values]
    throw error
  }
  return null
}

test('values are shown in the text and in maths, and nothing asked tells the formula', () => {
  const one = settled(field, { a: 12, b: 2.5 })
  expect(askQuestion(one)).toEqual({
    kind: 'calculated',
    asked: { prompt: 'A field is 12 m by 2.5 m: $\\frac{12}{2.5}$. How large is it?', unit: 'm²' },
  })
  expect(one.body.explanation).toBe('12 times 2.5 is 30.')
  const text = settled({ ...field, body: { ...body, prompt: '\\{a} is not {a}, nor is $\\{a\\}$' } }, { a: 5, b: 1 })
  expect(text.body.prompt).toBe('\\{a} is not 5, nor is $\\{a\\}$')
  const cold = settled({ ...field, body: { ...body, prompt: '{a} and $b{a}^2$' } }, { a: -3, b: 1 })
  expect(cold.body.prompt).toBe('-3 and $b{(-3)}^2$')
})

test('whatever chance gives, the right answer of those values is right, and that of others is not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      (one, other) => {
        const [mine, theirs] = [one, other].map((chance) => drawValues(field, () => chance)!)
        const asked = settled(field, mine!)
        expect(markQuestion(asked, modelResponse(asked), 3)).toMatchObject({ points: 3, correct: 'full' })
        const [product, foreign] = [mine!, theirs!].map(({ a, b }) => a! * b!)
        const isNear = Math.abs(product! - foreign!) <= product! * 0.01 + 1e-9
        expect(markQuestion(asked, { text: String(foreign) }, 3).correct === 'full').toBe(isNear)
        expect(Number.isInteger(mine!.a!) && mine!.a! >= 2 && mine!.a! <= 40).toBe(true)
        expect((mine!.b! * 2) % 1).toBe(0)
      },
    ),
  )
})

test('the unit, a comma and the rounded answer are taken', () => {
  const third: Question = {
    kind: 'calculated',
    body: { ...body, formula: 'a / 3', tolerance: { kind: 'absolute', value: 0 }, decimals: 2 },
  }
  const asked = settled(third, { a: 10, b: 1 })
  const points = (text: string) => markQuestion(asked, { text }, 1).points
  expect(['3.33', '3,33 m²', '3.33m²'].map(points)).toEqual([1, 1, 1])
  expect(['3.3', '3.34', '', 'three', 'a / 3'].map(points)).toEqual([0, 0, 0, 0, 0])
})

test('what chance may give is one of the author’s own sets, where there are any', () => {
  const sets = [
    { a: 3, b: 4 },
    { a: 5, b: 12 },
  ]
  const own: Question = { kind: 'calculated', body: { ...body, sets } }
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.9999, noNaN: true }), (chance) => {
      expect(sets).toContainEqual(drawValues(own, () => chance))
    }),
  )
  expect(samplesOf(own.body).map(({ answer }) => answer)).toEqual([12, 60])
})

describe('an author is told', () => {
  test.each<[string, Partial<CalculatedBody>, unknown]>([
    [
      'where the formula cannot be read',
      { formula: 'a * ' },
      ['formula', 'quizzes.formula.wrong.end', { at: 4, text: '' }],
    ],
    ['of a variable that is not there', { formula: 'a * c' }, ['formula', 'quizzes.formula.noVariable', { name: 'c' }]],
    ['of one in the text', { prompt: 'Take {c}' }, ['prompt', 'quizzes.formula.noVariable', { name: 'c' }]],
    [
      'of one in a result in the text',
      { explanation: '{=a+z}' },
      ['explanation', 'quizzes.formula.noVariable', { name: 'z' }],
    ],
    [
      'which values divide by nought',
      { formula: '1 / (a - 7)' },
      ['formula', 'quizzes.formula.noResult', { set: 'a = 7, b = 0.5' }],
    ],
    [
      'which values have no root',
      { formula: 'sqrt(b - 1)' },
      ['formula', 'quizzes.formula.noResult', { set: 'a = 2, b = 0.5' }],
    ],
    [
      'of a result that nobody can type',
      { formula: 'a / 3', tolerance: { kind: 'absolute', value: 0 }, decimals: null },
      ['decimals', 'quizzes.formula.endless', { set: 'a = 2, b = 0.5' }],
    ],
    [
      'of a range that is turned',
      { variables: [{ name: 'a', min: 3, max: 2, step: 1 }] },
      ['variables', 'quizzes.formula.variables', {}],
    ],
    [
      'of a name that is taken',
      { variables: [{ name: 'sin', min: 1, max: 2, step: 1 }] },
      ['variables', 'quizzes.formula.variableTaken', {}],
    ],
    ['of a set that lacks a value', { sets: [{ a: 1 }] }, ['sets', 'quizzes.formula.setsOdd', { set: 'a = 1' }]],
  ])('%s', (_, change, said) => {
    expect(wrongIn(change)).toEqual(said)
  })

  test('of a rare division by nought among very many values', () => {
    const variables = [
      { name: 'a', min: -5_000, max: 5_000, step: 0.01 },
      { name: 'b', min: 1, max: 1_000, step: 0.01 },
    ]
    expect(wrongIn({ variables })).toBeNull()
    expect(wrongIn({ variables, formula: 'b / a' })?.slice(0, 2)).toEqual(['formula', 'quizzes.formula.noResult'])
  })
})

describe('in a quiz', () => {
  let school: School
  let teacher: School['cast']['ivy']
  beforeAll(async () => {
    school = await makeSchool()
    ;({ ivy: teacher } = await teachCourse(school.tenant, school.cast, {
      modules: { one: [{ id: 'sums', kind: 'quiz', maxPoints: 2 }] },
    }))
    await makeQuiz(school.tenant, 'sums', { counts: 'latest' }, [{ ...field, points: 2 }] as never)
  })
  const page = (id: string) => findAttempt(school.tenant, school.cast.lena, id)
  const drawnIn = async (id: string) => (await page(id)).attempt.asked[0]!.drawn!

  async function attempt(answer: (drawn: Record<string, number>) => number) {
    const { tenant, cast } = school
    const { id } = await startAttempt(tenant, cast.lena, 'sums')
    const { versionId } = (await page(id)).questions[0]!
    await saveResponse(tenant, cast.lena, id, { versionId, revision: 1, values: [String(answer(await drawnIn(id)))] })
    return id
  }

  test('every attempt has values of its own, which stay the same from its first page to its result', async () => {
    const { tenant, cast } = school
    const seen = new Set<string>()
    for (let n = 0; n < 6; n++) {
      const id = await attempt(({ a, b }) => a! * b!)
      const { a, b } = await drawnIn(id)
      const [before] = (await page(id)).questions
      expect(before!.asked.asked.prompt).toContain(`A field is ${a} m by ${b} m`)
      await submitAttempt(tenant, cast.lena, id)
      const result = readResult(await page(id), monday)
      expect(result.page.attempt.score).toBe(2)
      expect(result.questions![0]!.asked).toEqual(before!.asked)
      expect(result.questions![0]!.mark!.feedback[0]!.text).toContain(`${a} times ${b} is`)
      seen.add(`${a} ${b}`)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  test('a formula that is put right marks every attempt again, each with its own values', async () => {
    const { tenant, cast } = school
    const id = await attempt(({ a, b }) => a! + b! + 1_000) // more than any product of the two
    await submitAttempt(tenant, cast.lena, id)
    const drawn = await drawnIn(id)
    expect((await page(id)).attempt.score).toBe(0)
    const { questions } = await findQuizToEdit(tenant, teacher, 'sums')
    const better: Question = { kind: 'calculated', body: { ...body, formula: 'a + b + 1000' } }
    const [{ questionId, versionId }] = questions as [(typeof questions)[number]]
    await changeQuestion(tenant, teacher, 'sums', questionId, { question: better, points: 2 })
    const { chosen } = await findRegrade(tenant, teacher, 'sums', { versionId })
    expect(chosen!.kinds).toEqual(['credit', 'drop', 'newest'])
    await makeRuling(tenant, teacher, 'sums', { versionId, kind: 'newest' })
    await recountGrades(tenant, { itemId: 'sums', actorId: teacher.id, run: 'r', after: '' })
    const after = await page(id)
    expect(after.attempt.score).toBe(2)
    expect(await drawnIn(id)).toEqual(drawn)
    expect(readResult(after, monday).questions![0]!.right).toEqual([
      String(Number((drawn.a! + drawn.b! + 1_000).toFixed(1))),
    ])
    const [grade] = await tenant.db.select().from(grades).where(eq(grades.itemId, 'sums'))
    expect(grade!.raw).toBe(2)
  })
})
