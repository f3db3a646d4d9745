import fc from 'fast-check'
import type { Question } from '../../worker/domain/quizzes/questions'
import type { Variable } from '../../worker/domain/quizzes/questions/variables'

/** Markdown as authors write it, with what could be taken for choices, answers, pairs or an explanation. */
const text = fc.constantFrom(
  'What is right?',
  'Two lines\nof text',
  '`code` and *marks*',
  'See ![it](media:m1)',
  '1 = 2?',
  '- a\n- b',
  'Which?\n\n- ( ) not a choice',
  'So said:\n\n> to be',
  'Compute\n\n= 3',
  'Not\n\\= 3\n- \\( ) this',
  'Read\n\n- red -> rot\n- blue -> blau',
  'First\n\n1. one\n2. two',
  'Given\n\n## A rule\n\nwhat follows?',
  '```js\n## no heading\n```',
)
const base = {
  prompt: fc.oneof(text, fc.constant('Read\n\n?> no hint')),
  explanation: fc.oneof(fc.constant(''), text),
  passage: fc.option(fc.oneof(text, fc.constantFrom('> Said\n\n|> twice', 'A poem  \nin two lines\n\n?> and a mark')), {
    nil: undefined,
  }),
}

const credit = fc.constantFrom('partial' as const, 'all' as const)
/** What people write, and what could be taken for something else. */
const line = fc.constantFrom(
  'Paris',
  'côté',
  'a[0]',
  'a | b',
  '= 3',
  '(x) yes',
  'x -> y',
  '$x^2$',
  '-> z',
  '\\(',
  '1. one',
  '> said',
  '日本',
)
const lines = (least: number) => fc.uniqueArray(line, { minLength: least, maxLength: 8 })
const gaps = fc.constantFrom(
  { text: 'The [[1]] sat.', count: 1 },
  { text: '[[1]] and [[2]]', count: 2 },
  { text: 'No gap here.\n\n- [[1]]\n- ([[2]])\n\n> “[[3]]”', count: 3 },
  { text: 'Written \\[[so]] it is text, $x$ [[1]]\n\n+ list', count: 1 },
)
const gap = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), accepted: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('number' as const),
    answer: fc.constantFrom(0, -1.5, 42, 1e-7),
    tolerance: fc.record({
      kind: fc.constantFrom('absolute' as const, 'percent' as const),
      value: fc.constantFrom(0, 2),
    }),
    unit: fc.constantFrom('', 'm/s'),
  }),
  lines(2).chain((options) =>
    fc.record({
      kind: fc.constant('choice' as const),
      options: fc.constant(options),
      correct: fc.constantFrom(...options),
    }),
  ),
)

/** A variable whose values give a formula a result whatever they are, in decimal steps. */
const calculated = fc
  .tuple(fc.constantFrom('a + 3', 'a * a / 2', 'round(sqrt(abs(a)), 2) + b0', 'a ^ 2 - (b0 + pi)'), fc.boolean())
  .chain(([formula, hasSets]) =>
    fc.record({
      prompt: fc.oneof(text, fc.constantFrom('What is {a} + 3?', 'Half of $\\frac{a}{2}^2$, {=a*2}')),
      explanation: fc.constantFrom('', 'It is {= {a} * 2 }.'),
      formula: fc.constant(formula),
      variables: fc.constantFrom<Variable[][]>(
        [
          { name: 'a', min: -2, max: 9, step: 1 },
          { name: 'b0', min: 0.5, max: 0.5, step: 0.25 },
        ],
        [
          { name: 'a', min: 1e-7, max: 1, step: 0.1 },
          { name: 'b0', min: -1, max: 100_000, step: 0.001 },
        ],
      ),
      sets: fc.constant<Record<string, number>[]>(
        hasSets
          ? [
              { a: 1, b0: 2.5 },
              { a: -3.25, b0: 0 },
            ]
          : [],
      ),
      tolerance: fc.record({
        kind: fc.constantFrom('absolute' as const, 'percent' as const),
        value: fc.constantFrom(0.5, 2),
      }),
      unit: fc.constantFrom('', 'm/s', 'to 2', 'a | b'),
      decimals: fc.constantFrom(null, 0, 3),
    }),
  )

const choices = fc
  .tuple(
    fc.array(line, { minLength: 2, maxLength: 8 }),
    fc.array(fc.oneof(fc.constant(''), line), { minLength: 8, maxLength: 8 }),
  )
  .map(([texts, said]) => texts.map((text, i) => ({ id: `c${i}`, text, feedback: said[i]! })))

/** Questions of every kind, as an author could save them. */
const hints = fc.option(fc.array(fc.oneof(text, line), { minLength: 1, maxLength: 3 }), { nil: undefined })

const bare: fc.Arbitrary<Question> = fc.oneof(
  choices.chain((list) =>
    fc.record({
      kind: fc.constant('single-choice' as const),
      body: fc.record({
        ...base,
        choices: fc.constant(list),
        correct: fc.constantFrom(...list.map((c) => c.id)),
        shuffle: fc.boolean(),
      }),
    }),
  ),
  choices.chain((list) =>
    fc.record({
      kind: fc.constant('multiple-choice' as const),
      body: fc.record({
        ...base,
        choices: fc.constant(list),
        correct: fc.subarray(
          list.map((c) => c.id),
          { minLength: 1 },
        ),
        credit: fc.constantFrom('all' as const, 'partial' as const),
        shuffle: fc.boolean(),
      }),
    }),
  ),
  fc.record({ kind: fc.constant('true-false' as const), body: fc.record({ ...base, correct: fc.boolean() }) }),
  fc.record({
    kind: fc.constant('short-text' as const),
    body: fc.record({
      ...base,
      accepted: fc.array(line, { minLength: 1, maxLength: 4 }),
      matchCase: fc.boolean(),
      matchAccents: fc.boolean(),
    }),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    body: fc.record({
      ...base,
      answer: fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((n) => n + 0), // no JSON holds -0
      tolerance: fc.record({
        kind: fc.constantFrom('absolute' as const, 'percent' as const),
        value: fc.double({ min: 0, max: 100, noNaN: true }),
      }),
      unit: fc.constantFrom('', 'kg'),
    }),
  }),
  fc.record({ kind: fc.constant('calculated' as const), body: calculated }),
  gaps.chain(({ text, count }) =>
    fc.record({
      kind: fc.constant('cloze' as const),
      body: fc.record({
        ...base,
        text: fc.constant(text),
        gaps: fc.array(gap, { minLength: count, maxLength: count }),
        matchCase: fc.boolean(),
        matchAccents: fc.boolean(),
        credit,
      }),
    }),
  ),
  gaps.chain(({ text, count }) =>
    fc.record({
      kind: fc.constant('word-bank' as const),
      body: fc.record({
        ...base,
        text: fc.constant(text),
        gaps: fc.array(line, { minLength: count, maxLength: count }),
        extra: fc.array(line, { maxLength: 3 }),
        credit,
      }),
    }),
  ),
  fc.record({
    kind: fc.constant('matching' as const),
    body: fc.record({
      ...base,
      pairs: fc
        .tuple(lines(2), fc.array(line, { minLength: 8, maxLength: 8 }))
        .map(([lefts, rights]) => lefts.map((left, i) => ({ left, right: rights[i]! }))),
      extra: fc.array(line, { maxLength: 3 }),
      credit,
    }),
  }),
  fc.record({
    kind: fc.constant('ordering' as const),
    body: fc.record({ ...base, items: lines(2), credit }),
  }),
  lines(2).chain((categories) =>
    fc.record({
      kind: fc.constant('categorisation' as const),
      body: fc.record({
        ...base,
        categories: fc.constant(categories),
        items: fc
          .tuple(lines(2), fc.array(fc.constantFrom(...categories), { minLength: 8, maxLength: 8 }))
          .map(([texts, groups]) => texts.map((text, i) => ({ text, category: groups[i]! }))),
        credit,
      }),
    }),
  ),
  fc.record({
    kind: fc.constant('essay' as const),
    body: fc.tuple(fc.constantFrom(null, 1, 100), fc.constantFrom(null, 100, 500)).chain(([minWords, maxWords]) =>
      fc.record({
        ...base,
        minWords: fc.constant(minWords),
        maxWords: fc.constant(maxWords),
        guide: fc.oneof(fc.constant(''), text),
        model: fc.oneof(fc.constant(''), text),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    body: fc.record({
      ...base,
      fileKinds: fc.constantFrom('any' as const, 'documents' as const, 'pictures' as const, 'recordings' as const),
      maxFiles: fc.integer({ min: 1, max: 10 }),
      maxMegabytes: fc.constantFrom(null, 1, 20),
      guide: fc.oneof(fc.constant(''), text),
    }),
  }),
  fc.record({
    kind: fc.constant('audio' as const),
    body: fc.record({
      ...base,
      maxSeconds: fc.integer({ min: 5, max: 1_800 }),
      guide: fc.oneof(fc.constant(''), text),
    }),
  }),
  fc.record({
    kind: fc.constant('likert' as const),
    body: fc.record({ ...base, statements: lines(0), scale: lines(2) }),
  }),
)

export const question: fc.Arbitrary<Question> = fc
  .tuple(bare, hints)
  .map(([one, said]) => (said ? ({ ...one, body: { ...one.body, hints: said } } as Question) : one))
