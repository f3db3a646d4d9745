import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  askQuestion,
  markQuestion,
  type Question,
  questionTyped,
  readQuestionMarkdown,
  responseValues,
  shuffledChoices,
  typedQuestion,
  writeQuestionMarkdown,
} from '../../../../worker/domain/quizzes/questions'
import { question } from '../../../support/questions'

test('a question written into a course of Markdown comes back as it was', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const { text, values = {} } = writeQuestionMarkdown(asked)
      const named = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Record<
        string,
        string
      >
      const back = readQuestionMarkdown(text, named)
      expect(bare(back), text).toEqual(bare(asked))
    }),
    { numRuns: 400 },
  )
})

/** Ids of choices are their places in Markdown, whatever they were. */
function bare(one: Question | null) {
  if (one?.kind !== 'single-choice' && one?.kind !== 'multiple-choice') return one
  const right = [one.body.correct].flat()
  const choices = one.body.choices.map(({ id, ...choice }) => ({ ...choice, isRight: right.includes(id) }))
  return { ...one, body: { ...one.body, choices, correct: right.length } }
}

test('a question comes back out of its form as it went in', () => {
  fc.assert(
    fc.property(question, (asked) => {
      expect(typedQuestion(asked.kind, questionTyped(asked))).toEqual(asked)
    }),
    { numRuns: 400 },
  )
})

test('what one sees does not tell which parts belong together', () => {
  fc.assert(
    fc.property(question, fc.nat(), (asked, by) => {
      const other = turned(asked, by)
      if (other) expect(askQuestion(other)).toEqual(askQuestion(asked))
    }),
  )
})

/** The same texts, with other ones right. */
function turned(asked: Question, by: number): Question | null {
  const turn = <T>(list: T[]) => list.map((_, i) => list[(i + by) % list.length]!)
  if (asked.kind === 'word-bank') return { ...asked, body: { ...asked.body, gaps: turn(asked.body.gaps) } }
  if (asked.kind === 'matching') {
    const rights = turn(asked.body.pairs.map(({ right }) => right))
    const pairs = asked.body.pairs.map(({ left }, i) => ({ left, right: rights[i]! }))
    return { ...asked, body: { ...asked.body, pairs } }
  }
  if (asked.kind === 'categorisation') {
    const groups = turn(asked.body.items.map(({ category }) => category))
    const items = asked.body.items.map(({ text }, i) => ({ text, category: groups[i]! }))
    return { ...asked, body: { ...asked.body, items: turn(items) } }
  }
  if (asked.kind !== 'cloze') return null
  const gaps = asked.body.gaps.map((gap) => {
    if (gap.kind === 'text') return { ...gap, accepted: ['other'] }
    return gap.kind === 'number' ? { ...gap, answer: 7 } : { ...gap, correct: gap.options.at(-1)! }
  })
  return { ...asked, body: { ...asked.body, gaps } }
}

test('what is to be put in order never stands in it', () => {
  fc.assert(
    fc.property(
      question.filter(({ kind }) => kind === 'ordering'),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (asked, chance) => {
        if (asked.kind !== 'ordering') return
        for (const order of [undefined, shuffledChoices(asked, () => chance)]) {
          const seen = askQuestion(asked, order)
          const items = seen.kind === 'ordering' ? seen.asked.items : []
          expect(items).not.toEqual(asked.body.items)
          expect([...items].sort()).toEqual([...asked.body.items].sort())
        }
      },
    ),
  )
})

test('every part that is right earns its share, unless only the whole counts', () => {
  const mark = (asked: Question, response: unknown) => markQuestion(asked, response, 4)
  const order = { prompt: 'Which first?', explanation: '', items: ['a', 'b', 'c', 'd'] }
  const swapped = { items: ['a', 'c', 'b', 'd'] }
  expect(mark({ kind: 'ordering', body: { ...order, credit: 'partial' } }, swapped)).toMatchObject({
    points: 2,
    correct: 'part',
    parts: [true, false, false, true],
  })
  expect(mark({ kind: 'ordering', body: { ...order, credit: 'all' } }, swapped)).toMatchObject({
    points: 0,
    correct: 'none',
  })
  const pairs = [
    { left: 'Rome', right: 'Italy' },
    { left: 'Paris', right: 'France' },
  ]
  const match: Question = {
    kind: 'matching',
    body: { prompt: 'Where?', explanation: '', pairs, extra: ['Spain'], credit: 'partial' },
  }
  expect(mark(match, { pairs: [{ left: 'Paris', right: 'France' }] }).points).toBe(2)
  expect(mark(match, { pairs: [{ left: 'Paris', right: 'Italy' }] }).points).toBe(0)
  expect(mark(match, { pairs: [{ left: 'Nowhere', right: 'France' }] }).points).toBe(0)
})

test('gaps are marked as their kinds are', () => {
  const asked = readQuestionMarkdown(
    'The capital of France is [[Paris | Paname]], a circle has [[= 3.14 ± 0.01]] of something, and 2 is [[(x) even | ( ) odd]].',
    {},
  )!
  const points = (...texts: string[]) => markQuestion(asked, { texts }, 3).points
  expect(asked.kind).toBe('cloze')
  expect(points('paris', '3,141', 'even')).toBe(3)
  expect(points('PANAME ', '3.2', 'odd')).toBe(1)
  expect(points()).toBe(0)
  expect(points('even', 'Paris', '3.14')).toBe(0)
  const oneOfThree = markQuestion(asked, { texts: ['paris'] }, 1).points
  expect(oneOfThree + oneOfThree + oneOfThree, 'three thirds are one').toBe(1)
})

test('a rating keeps what was said and is worth nothing', () => {
  const asked: Question = {
    kind: 'likert',
    body: { prompt: 'How was it?', explanation: '', statements: ['Clear', 'Fun'], scale: ['No', 'Yes'] },
  }
  const response = { ratings: [{ statement: 1, level: 0 }] }
  expect(markQuestion(asked, response, 5)).toMatchObject({ points: 0, correct: 'unscored' })
  expect(responseValues(askQuestion(asked), response)).toEqual(['1.0'])
})
