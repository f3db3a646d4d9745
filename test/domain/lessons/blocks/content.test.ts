import { expect, test } from 'vitest'
import { emptyBlock, isUnfinished } from '../../../../worker/domain/lessons'
import {
  blocksFromMarkdown,
  contentSchema,
  faultsOf,
  mediaIdsOf,
  prepareContent,
  relinkContent,
  searchTextOf,
} from '../../../../worker/domain/lessons/blocks'

const text = (markdown: string, id = 'block00001') => ({ id, kind: 'text' as const, markdown, html: '' })

test('html that was sent is thrown away and made anew', () => {
  const content = prepareContent({ blocks: [{ ...text('*x*'), html: '<script>alert(1)</script>' }] })
  expect(content.blocks).toMatchObject([{ html: '<p><em>x</em></p>' }])
})

test('every block has its own id, and keeps it', () => {
  const { blocks } = prepareContent({ blocks: [text('a'), text('b'), text('c', '')] })
  expect(blocks[0]!.id).toBe('block00001')
  expect(new Set(blocks.map((block) => block.id)).size).toBe(3)
})

test('what is too large, too many, too deep or unknown is refused', () => {
  const isGood = (blocks: unknown) => contentSchema.safeParse({ blocks }).success
  const callout = (blocks: unknown[], id: string) => ({ id, kind: 'callout', tone: 'note', title: '', blocks })
  expect(isGood([text('x')])).toBe(true)
  expect(isGood([text('ü'.repeat(33_000))])).toBe(false)
  expect(isGood(Array.from({ length: 301 }, (_, at) => text('x', `block${at + 10_000}`)))).toBe(false)
  expect(isGood([text('x'), text('y')])).toBe(false)
  expect(isGood([callout([callout([callout([text('x', 'aaaaaa4')], 'aaaaaa3')], 'aaaaaa2')], 'aaaaaa1')])).toBe(false)
  expect(isGood([callout([callout([text('x', 'aaaaaa4')], 'aaaaaa2')], 'aaaaaa1')])).toBe(true)
  expect(isGood([{ id: 'aaaaaa1', kind: 'html', html: '<b>' }])).toBe(false)
  expect(isGood([{ id: 'aaaaaa1', kind: 'embed', url: 'javascript:alert(1)', title: '' }])).toBe(false)
})

test('faults are counted before publishing', () => {
  const markdown =
    '#### Deep\n\n![](media:m1)\n\n![x](media:m2)\n\nhttps://example.com/page and more\n\n![](media:v1){.video}\n\n|  |\n| - |\n| a |\n\n::: tip\n\nSee <https://example.com>\n\n:::'
  const { blocks } = prepareContent({ blocks: blocksFromMarkdown(markdown) })
  const kinds = faultsOf({ blocks }, () => []).map((fault) => fault.kind)
  expect(kinds.sort()).toEqual([
    'captions',
    'heading-skipped',
    'image-alt',
    'link-bare',
    'link-bare',
    'table-header',
    'title',
  ])
  expect(faultsOf({ blocks }, () => ['en']).map((fault) => fault.kind)).not.toContain('captions')
})

test('a formula that cannot be read is a fault, in a text and by itself', () => {
  const blocks = blocksFromMarkdown('Between $a$ and $\\frac{1$ words.\n\n$$\n\\begin{matrix} 1\n$$\n\n$$\nx^2\n$$')
  const faults = faultsOf(prepareContent({ blocks }), () => null)
  expect(faults.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['maths', '\\frac{1'],
    ['maths', '\\begin{matrix} 1'],
  ])
})

test('search and media see nested blocks', () => {
  const content = prepareContent({
    blocks: blocksFromMarkdown(
      '::: challenge\n\n## Try\n\n![pic](media:m1) and ![two](media:m2)\n\n::: solution\n\n**Hidden** word\n\n:::\n\n:::',
    ),
  })
  expect(mediaIdsOf(content)).toEqual(['m1', 'm2'])
  expect(searchTextOf(content)).toBe('Try\npic and two\nHidden word')
})

test('an import’s paths become ids, and what stays away leaves its words', () => {
  const content = prepareContent({
    blocks: blocksFromMarkdown('![A](path:a%20b.png)\n\n[next](path:two.md#part) [gone](path:three.md)'),
  })
  const places = {
    media: (path: string) => (path === 'a b.png' ? 'm9' : null),
    item: (path: string) => (path === 'two.md' ? 'i9' : null),
  }
  expect(relinkContent(content, places).blocks).toMatchObject([
    { mediaId: 'm9' },
    { markdown: '[next](item:i9#part) gone', html: '<p><a href="/items/i9#h-part">next</a> gone</p>' },
  ])
})

test('a check without any answer waits for its author', () => {
  const [asked] = prepareContent({
    blocks: blocksFromMarkdown('::: check\nWhere does it go?\n\n- [x] Here\n- [ ] There\n:::\n'),
  }).blocks
  expect(asked?.kind).toBe('check')
  expect(isUnfinished(asked!)).toBe(false)
  const bare = emptyBlock('check')
  expect(isUnfinished({ ...bare, markdown: 'Where does it go?' } as typeof bare)).toBe(true)
})
