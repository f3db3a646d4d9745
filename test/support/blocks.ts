import fc from 'fast-check'
import type { Block } from '../../worker/domain/lessons/blocks'
import { revealRoles, tones } from '../../worker/domain/lessons/blocks'

const word = fc.constantFrom(
  'bees',
  'honey',
  'Überblick',
  'مرحبا',
  '蜂',
  'a_b',
  '3*4',
  '$5',
  '[x]',
  '`',
  '::: x',
  '#',
  '"so"',
  '\\',
  '<b>',
  '&amp;',
  '{a}',
  '|',
  "it's",
  '—',
  '>',
  '-',
  '(x)',
  '!',
  '~~~',
  '😀',
)
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const paragraph = fc.oneof(
  { weight: 6, arbitrary: sentence },
  fc.constantFrom(
    '# One',
    '## Two {#second}',
    '- a\n- b\n\n  more',
    '1. one\n2. two',
    '> quoted',
    '```js\n::: not a div\n```',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    '***',
    '$$\nx^2\n$$',
    '![alt](media:m1)',
    'Text[^1]\n\n[^1]: note',
    '    indented code',
    '<!-- hidden -->',
    '!!! note\n    inside',
    'https://youtu.be/dQw4w9WgXcQ',
    ': caption',
    '- [ ] todo',
    '- (x) choice',
  ),
)
export const markdown = fc.array(paragraph, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n\n'))
const line = fc.oneof(fc.constant(''), sentence)
const mediaId = fc.constantFrom('m1', 'm2', '0199-abcd')
const id = fc.integer({ min: 0, max: 2 ** 40 }).map((number) => `x${number.toString(36).padStart(8, '0')}`)
const picture = fc.record({ mediaId, alt: line, caption: line, captionHtml: fc.constant(''), decorative: fc.boolean() })
const titled = (kind: 'video' | 'audio' | 'document' | 'file') =>
  fc.record({ id, kind: fc.constant(kind), mediaId, title: line })

/** In order, each with a name. */
const chapters = fc
  .uniqueArray(fc.nat(20_000), { minLength: 1, maxLength: 4 })
  .chain((seconds) =>
    fc.tuple(
      ...seconds
        .sort((a, b) => a - b)
        .map((at) => sentence.map((words) => ({ at, title: `A ${words.slice(0, 60).trim()}`.trim() }))),
    ),
  )

const leaf: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ id, kind: fc.constant('text' as const), markdown, html: fc.constant('') }),
  fc.tuple(id, picture).map(([id, one]) => ({ id, kind: 'image' as const, ...one })),
  fc.record({ id, kind: fc.constant('gallery' as const), images: fc.array(picture, { minLength: 1, maxLength: 3 }) }),
  fc.tuple(titled('video'), chapters).map(([film, chapters]) => ({ ...film, chapters })),
  titled('video'),
  titled('audio'),
  titled('document'),
  titled('file'),
  fc.record({
    id,
    kind: fc.constant('embed' as const),
    url: fc.constantFrom('https://youtu.be/dQw4w9WgXcQ', 'https://example.com/a_(b)?c="d"&e=*'),
    title: line,
  }),
  fc.record({
    id,
    kind: fc.constant('table' as const),
    markdown: fc.constantFrom(
      '| a | b |\n| --- | ---: |\n| 1 | `x` |',
      '+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+',
      'no table',
    ),
    html: fc.constant(''),
    caption: line,
  }),
  fc.record({ id, kind: fc.constant('quote' as const), markdown, html: fc.constant(''), cite: line }),
  fc.record({
    id,
    kind: fc.constant('code' as const),
    language: fc.constantFrom('', 'bash', 'c++', 'python'),
    code: fc.constantFrom('x = 1', '```\nnested\n```', '  indented\n\n::: div\nend', '~~~', '$ git log'),
    caption: line,
  }),
  fc.record({
    id,
    kind: fc.constant('maths' as const),
    tex: fc.constantFrom('x^2', '\\frac{a}{b}\n+ c', '\\sum_{i=0}^n i'),
    html: fc.constant(''),
  }),
  fc.record({ id, kind: fc.constant('divider' as const) }),
  fc.record({
    id,
    kind: fc.constant('check' as const),
    markdown,
    html: fc.constant(''),
    multiple: fc.boolean(),
    options: fc.array(
      fc.record({
        text: sentence,
        html: fc.constant(''),
        correct: fc.boolean(),
        feedback: line,
        feedbackHtml: fc.constant(''),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    feedback: fc.oneof(fc.constant(''), markdown),
    feedbackHtml: fc.constant(''),
  }),
)

const around = (blocks: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> =>
  fc.oneof(
    fc.record({ id, kind: fc.constant('callout' as const), tone: fc.constantFrom(...tones), title: line, blocks }),
    fc.record({ id, kind: fc.constant('reveal' as const), role: fc.constantFrom(...revealRoles), title: line, blocks }),
  )

const inner = fc.array(fc.oneof({ weight: 4, arbitrary: leaf }, around(fc.array(leaf, { maxLength: 2 }))), {
  maxLength: 3,
})

/** Blocks of every kind, with texts that look like something else. */
export const blocks: fc.Arbitrary<Block[]> = fc.array(fc.oneof({ weight: 4, arbitrary: leaf }, around(inner)), {
  maxLength: 6,
})
