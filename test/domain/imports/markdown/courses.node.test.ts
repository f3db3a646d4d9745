import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CoursePlan, planCourse } from '../../../../worker/domain/imports/markdown'
import { allBlocks, faultsOf, mediaIdsOf } from '../../../../worker/domain/lessons/blocks'
import { readArchive } from '../../../../worker/lib/archive'
import { fixtures } from '../../../support/fixtures'
import { readFolder } from '../../../support/read-folder.node'

const itemsOf = (plan: CoursePlan) => plan.modules.flatMap((module) => module.items)
const lessonsOf = (plan: CoursePlan) => itemsOf(plan).flatMap((item) => (item.kind === 'lesson' ? [item] : []))
const blocksOf = (plan: CoursePlan) => lessonsOf(plan).flatMap((item) => allBlocks(item.content.blocks))
const count = (plan: CoursePlan, what: string) =>
  blocksOf(plan).filter(
    (block) => (block.kind === 'callout' ? block.tone : block.kind === 'reveal' ? block.role : block.kind) === what,
  ).length
const keys = (plan: CoursePlan) => [...new Set(plan.report.map((line) => line.key))].sort()

/** Every path that the content names is an item or a file of the plan. */
function expectWhole(plan: CoursePlan) {
  const files = new Set(plan.media.map((file) => `path:${file.path}`))
  const pages = new Set(itemsOf(plan).map((item) => `path:${item.path}`))
  for (const item of lessonsOf(plan))
    for (const id of mediaIdsOf(item.content))
      expect(files.has(id) || pages.has(id), `${item.path} names ${id}`).toBe(true)
}

describe('keeping bees, a small course in The Carpentries’ form', () => {
  test('comes in whole', async () => {
    const plan = await planCourse(readFolder('test/support/courses/keeping-bees'))
    expect(plan.course).toMatchObject({
      title: 'Keeping bees',
      language: 'en',
      licence: 'CC-BY 4.0',
      tags: ['bees', 'garden', 'practice'],
    })
    expect(itemsOf(plan).map((item) => [item.title, item.minutes])).toEqual([
      ['The hive', 15],
      ['The year', 15],
      ['A first look inside', 30],
    ])
    expectWhole(plan)
    expect(
      ['objectives', 'questions', 'challenge', 'solution', 'keypoints', 'image', 'table'].map((what) =>
        count(plan, what),
      ),
    ).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(plan.media.map((file) => file.path)).toEqual(['episodes/fig/hive.svg'])
    expect(keys(plan)).toEqual(['instructor-notes', 'intro-shortened', 'licence', 'link-missing', 'order-from'])
  })

  test('keeps footnotes, maths, alerts and text in angle brackets', async () => {
    const plan = await planCourse(readFolder('test/support/courses/keeping-bees'))
    const [, year, look] = lessonsOf(plan)
    const html = year!.content.blocks.map((block) => ('html' in block ? block.html : '')).join('')
    expect(html).toContain('March, in most of Europe.')
    expect(html).toContain('<math')
    expect(look!.content.blocks.map((block) => (block.kind === 'callout' ? block.tone : block.kind))).toEqual([
      'text',
      'warning',
      'text',
    ])
    expect(look!.content.blocks[0]).toMatchObject({ markdown: 'Move **slowly**.' })
    expect(look!.content.blocks[2]).toMatchObject({ markdown: expect.stringContaining('here: <your hive>.') })
  })
})

describe('the sample course', () => {
  test('has three modules, a quiz, an assignment, a captioned video, and nothing to complain about', async () => {
    const plan = await planCourse(readFolder('tenants/demo/how-to-learn-online'))
    expect(plan.modules.map((module) => module.items.length)).toEqual([3, 4, 3])
    expect(
      itemsOf(plan)
        .filter((item) => item.kind !== 'lesson')
        .map((item) => item.kind),
    ).toEqual(['assignment', 'quiz'])
    expectWhole(plan)
    expect(plan.media.find((file) => file.type === 'video/mp4')?.captions).toMatchObject([{ language: 'en' }])
    expect(plan.report.filter((line) => line.level !== 'info')).toEqual([])
    for (const item of lessonsOf(plan))
      expect(
        faultsOf(item.content, () => ['en']),
        item.path,
      ).toEqual([])
    const quiz = itemsOf(plan).find((item) => item.kind === 'quiz')
    expect(quiz?.kind === 'quiz' && quiz.quiz.questions.map((question) => question.kind)).toEqual([
      'single-choice',
      'multiple-choice',
      'true-false',
      'short-text',
      'number',
      'single-choice',
    ])
  })
})

const gitNovice = fixtures('courses/git-novice.zip')

describe.skipIf(!gitNovice)('git-novice, a published course', () => {
  test('comes in with 14 lessons, every picture, no broken link, and its blocks', async () => {
    const started = performance.now()
    const { entries } = await readArchive(new Uint8Array(readFileSync(gitNovice!)))
    const plan = await planCourse(entries)
    expect(performance.now() - started).toBeLessThan(10_000)

    expect(itemsOf(plan)).toHaveLength(14)
    expect(
      itemsOf(plan)
        .map((item) => item.path)
        .slice(0, 2),
    ).toEqual(['episodes/01-basics.md', 'episodes/02-setup.md'])
    expectWhole(plan)
    for (const [what, times] of Object.entries({
      objectives: 14,
      questions: 14,
      keypoints: 14,
      challenge: 38,
      solution: 25,
      spoiler: 2,
      hint: 1,
      note: 27,
    }))
      expect(count(plan, what), what).toBe(times)

    const pictures = blocksOf(plan).flatMap((block) => (block.kind === 'image' ? [block] : []))
    const missing = plan.report.filter((line) => line.key === 'image-missing')
    expect(pictures.filter((picture) => picture.mediaId === '')).toHaveLength(missing.length)
    expect(missing.every((line) => String(line.values.name).includes('RStudio'))).toBe(true) // the fixture leaves these out
    expect(pictures.every((picture) => picture.alt !== '')).toBe(true)
    expect(pictures.length - missing.length).toBeGreaterThan(18)

    const left = plan.report.filter((line) => !['link-missing', 'image-missing'].includes(line.key))
    expect(left.map((line) => [line.level, line.path, line.key])).toEqual([
      ['left-out', 'LICENSE.md', 'page-left-out'],
      ['info', 'config.yaml', 'order-from'],
      ['info', 'config.yaml', 'licence'],
      ['left-out', 'index.md', 'intro-shortened'],
      ['left-out', 'episodes/fig/phd101212s-dark.png', 'file-unused'],
    ])
    for (const block of blocksOf(plan))
      if ('html' in block) expect(block.html).not.toMatch(/:::|&lt;kbd|\[[^\]]*\]\[|&lt;p&gt;/)
  })
})
