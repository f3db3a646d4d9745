import { describe, expect, test } from 'vitest'
import { diffPlan, planCourse } from '../../../../worker/domain/imports/markdown'
import { entriesOf } from '../../../support/read-folder'

const plan = (files: Record<string, string>) => planCourse(entriesOf(files))
const outline = async (files: Record<string, string>) =>
  (await plan(files)).modules.map((module) => [module.title, module.items.map((item) => item.title)])
const report = async (files: Record<string, string>) =>
  (await plan(files)).report.map((line) => `${line.level} ${line.path} ${line.key}`)
const blocks = async (markdown: string) => {
  const { modules } = await plan({ 'course.yaml': 'title: T', 'a.md': `---\ntitle: A\n---\n\n${markdown}` })
  const item = modules[0]!.items[0]!
  return item.kind === 'lesson' ? item.content.blocks : []
}

describe('the order of a course', () => {
  test('is that of its configuration', async () => {
    const pages = { 'b/x.md': '# X', 'b/y.md': '# Y', 'a.md': '# A' }
    expect(
      await outline({
        'course.yaml': 'title: C\nmodules:\n- title: M\n  items: [b/y.md, {path: a.md, title: Other}]',
        ...pages,
      }),
    ).toEqual([['M', ['Y', 'Other']]])
    expect(
      await report({ 'course.yaml': 'title: C\nmodules:\n- title: M\n  items: [b/y.md, gone.md]', ...pages }),
    ).toEqual([
      'problem course.yaml item-missing',
      'left-out b/x.md unlisted',
      'left-out a.md unlisted',
      'info course.yaml order-from',
    ])
  })

  test('is MkDocs’ navigation', async () => {
    const nav =
      'site_name: Manual\nnav:\n- index.md\n- Part one:\n  - First: one.md\n  - two.md\n- Away: https://example.com'
    expect(
      await outline({ 'mkdocs.yml': nav, 'docs/index.md': '# Hello', 'docs/one.md': '# 1', 'docs/two.md': '# Two' }),
    ).toEqual([
      ['Manual', ['Hello']],
      ['Part one', ['First', 'Two']],
    ])
  })

  test('is mdBook’s summary', async () => {
    const summary = '# Summary\n\n- [Start](start.md)\n- [Depth](depth/README.md)\n  - [Sub](depth/sub.md)\n'
    expect(
      await outline({
        'src/SUMMARY.md': summary,
        'src/start.md': '# s',
        'src/depth/README.md': 'x',
        'src/depth/sub.md': 'y',
      }),
    ).toEqual([
      ['', ['Start']],
      ['Depth', ['Depth', 'Sub']],
    ])
  })

  test('is weights, then names with their numbers', async () => {
    expect(
      await outline({
        'README.md': '# The course\n\nHello.',
        'LICENSE.md': 'x',
        '10-last/1.md': '# Last',
        '2-next/10-z.md': 'z',
        '2-next/9-y.md': 'y',
        '2-next/_index.md': '---\ntitle: Next things\n---\n',
        'intro/b.md': '---\ntitle: B\nweight: 1\n---',
        'intro/a.md': '---\ntitle: A\nweight: 2\n---',
      }),
    ).toEqual([
      ['Next things', ['Y', 'Z']],
      ['Last', ['Last']],
      ['Intro', ['B', 'A']],
    ])
  })

  test('is the headings of one big file', async () => {
    const part = (level: string, title: string) => `${level} ${title}\n\n${'Words and words. '.repeat(150)}\n\n`
    const one = `# The book\n\nHello.\n\n${part('##', 'First')}${part('##', 'Second')}See [first](#first).`
    expect(await outline({ 'book.md': one })).toEqual([['The book', ['The book', 'First', 'Second']]])
    const two = `${part('#', 'Part 1')}${part('##', 'Deep')}${part('#', 'Part 2')}`
    expect(await outline({ 'book.md': two })).toEqual([
      ['Part 1', ['Part 1', 'Deep']],
      ['Part 2', ['Part 2']],
    ])
    const { modules } = await plan({ 'book.md': one })
    expect(modules[0]!.items[2]).toMatchObject({ path: 'book.md#second' })
    expect(JSON.stringify(modules[0]!.items[2])).toContain('path:book.md%23first#first')
  })

  test('survives a folder of nothing', async () => {
    expect((await plan({ 'notes.txt': 'x' })).modules).toEqual([])
  })
})

describe('what a page may hold', () => {
  test.each([
    ['::: note\nx\n:::', 'callout note'],
    [':::tip Title\nx\n:::', 'callout tip'],
    [':::danger[Title]\nx\n:::', 'callout warning'],
    ['::: {.callout-important}\nx\n:::', 'callout important'],
    ['::: {.callout-tip collapse="true"}\nx\n:::', 'reveal spoiler'],
    ['!!! warning "Careful"\n    x\n\n    y', 'callout warning'],
    ['??? note "More"\n    x', 'reveal spoiler'],
    ['> [!TIP]\n> x', 'callout tip'],
    ['> [!faq]- Folded\n> x', 'reveal spoiler'],
    ['<details>\n<summary>More</summary>\n\nx\n\n</details>', 'reveal spoiler'],
    ['{{< youtube dQw4w9WgXcQ >}}', 'embed'],
    ['<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>', 'embed'],
    ['https://youtu.be/dQw4w9WgXcQ', 'embed'],
    ['> quoted\n>\n> — Me', 'quote'],
    ['$$\nx\n$$', 'maths'],
    ['---', 'divider'],
    ['| a |\n| - |\n| b |\n\nTable: words', 'table'],
    ['![alt](gone.png)', 'image'],
  ])('%s', async (markdown: string, expected: string) => {
    const said = (await blocks(markdown)).map((block) =>
      [block.kind, 'tone' in block ? block.tone : 'role' in block ? block.role : ''].join(' ').trim(),
    )
    expect(said).toEqual([expected])
  })

  test('a missing picture keeps its place and its words', async () => {
    expect(await blocks('![A hive](gone.png)')).toMatchObject([{ kind: 'image', mediaId: '', alt: 'A hive' }])
  })

  test('nested divs close in order, whatever their colons', async () => {
    const [challenge, after] = await blocks(
      '::::::: challenge\n\n## Try\n\nx\n\n::: solution\n\ny\n\n:::::::\n\n:::\n\nafter',
    )
    expect(challenge).toMatchObject({
      tone: 'challenge',
      title: 'Try',
      blocks: [{ markdown: 'x' }, { kind: 'reveal', blocks: [{ markdown: 'y' }] }],
    })
    expect(after).toMatchObject({ markdown: 'after' })
  })

  test('raw HTML is read or said, and never kept', async () => {
    const files = {
      'a.md':
        '# A\n\n<script>x()</script>\n\n<p align="center"><img src="p.png" alt="P"></p>\n\nA <span style="color:red">red</span> <b>word</b>.',
      'p.png': 'x',
    }
    const made = await plan(files)
    const item = made.modules[0]!.items[0]!
    expect(item.kind === 'lesson' && item.content.blocks).toMatchObject([
      { kind: 'image', mediaId: 'path:p.png', alt: 'P' },
      { markdown: 'A red <b>word</b>.' },
    ])
    expect(made.report.map((line) => [line.key, line.values])).toContainEqual(['html-left-out', { name: 'script' }])
  })

  test('a question without a right answer is said', async () => {
    const made = await plan({
      'q.md': '---\nkind: quiz\ntitle: Q\n---\n\n## Which?\n\n- ( ) a\n- ( ) b\n\n## 2 + 2?\n\n= 4\n',
    })
    expect(made.modules[0]!.items[0]).toMatchObject({
      kind: 'quiz',
      quiz: { questions: [{ kind: 'number', body: { answer: 4 } }] },
    })
    expect(made.report).toMatchObject([
      { level: 'problem', path: 'q.md', line: 6, key: 'question-broken', values: { name: 'Which?' } },
    ])
  })

  test('broken settings, odd encodings and hostile YAML do no harm', async () => {
    expect(await report({ 'a.md': '---\ntitle: [\n---\n\nText', 'b.md': 'x' })).toContain(
      'problem a.md front-matter-broken',
    )
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`)}]`).join('\n')}\n---\n`
    expect((await plan({ 'a.md': bomb })).modules[0]!.items).toHaveLength(1)
    expect((await plan({ 'a.md': '---\n__proto__: {polluted: true}\n---\nx' })).course).not.toHaveProperty('polluted')
    expect(await blocks(`${'::: note\n'.repeat(300)}x`)).toHaveLength(1)
  })
})

test('pages made to be slow are read in time', async () => {
  const started = Date.now()
  for (const line of [
    '::: note',
    '::: text',
    '<!--',
    '<a href=x>',
    '[',
    '```',
    '> [!NOTE]',
    '- ( ) x',
    '![a](b)',
    '| a |',
    '+---+',
    '<div>',
  ])
    await plan({ 'a.md': `${line}\n`.repeat(5_000), 'b.md': line.repeat(5_000) })
  expect(Date.now() - started).toBeLessThan(20_000)
}, 40_000)

describe('importing again', () => {
  test('knows what is new, what changed and what is gone, by path or by id', async () => {
    const first = await plan({ 'a.md': '# A\n\none', 'b.md': '# B', 'c.md': '# C' })
    const known = first.modules[0]!.items.map((item, at) => ({
      path: item.path,
      subjectId: `id-${at}`,
      hash: item.hash,
    }))
    const diff = diffPlan(
      known,
      await plan({ 'a.md': '# A\n\ntwo', 'b.md': '# B', 'd.md': '# D', 'moved/c.md': '---\ntitle: C\nid: id-2\n---' }),
    )
    expect(diff.added.map((item) => item.path)).toEqual(['d.md'])
    expect(diff.changed.map(({ item, subjectId }) => [item.path, subjectId])).toEqual([['a.md', 'id-0']])
    expect(diff.same.map(({ item, subjectId }) => [item.path, subjectId])).toEqual([
      ['b.md', 'id-1'],
      ['moved/c.md', 'id-2'],
    ])
    expect(diff.removed).toEqual([])
    expect(diffPlan(known, await plan({ 'a.md': '# A\n\none' })).removed.map((item) => item.path)).toEqual([
      'b.md',
      'c.md',
    ])
  })
})
