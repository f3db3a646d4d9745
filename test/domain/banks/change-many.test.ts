import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import {
  addBankQuestion,
  addCategory,
  changeManyQuestions,
  listQuestions,
  makeBank,
  moveBankQuestion,
  removeCategory,
  retireQuestion,
} from '../../../worker/domain/banks'
import { listHits, undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Invalid } from '../../../worker/errors'
import type { Actor } from '../../support/actors'
import { makePlatform } from '../../support/platform'
import { addSchool, type Cast } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let tenant: Tenant
let cast: Cast
let ivy: Actor
let bank: string
let ids: string[]

beforeAll(async () => {
  const platform = await makePlatform()
  ;({ tenant, cast } = await addSchool(platform, 'acme', 'Acme'))
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'quiz', kind: 'quiz' }] } })
  ivy = { ...cast.ivy, courseRoles: { git: 'instructor' } }
})

beforeEach(async () => {
  bank = (await makeBank(tenant, ivy, null, { title: 'Kitchen' })).id
  ids = []
  for (const prompt of ['Soap takes away fat.', 'Salt melts ice.', 'Sugar feeds yeast.'])
    ids.push(
      (
        await addBankQuestion(tenant, ivy, bank, {
          question: { kind: 'true-false', body: { prompt, explanation: '', correct: true } },
          points: 1,
          tags: prompt.startsWith('Salt') ? 'winter' : '',
        })
      ).id,
    )
})

const lines = async (filter = {}) =>
  (await listQuestions(tenant, ivy, bank, filter)).list.lines.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
const tags = async () => (await lines()).map((line) => line.tags.join())
const places = async () => (await lines()).map(({ categoryId }) => categoryId)
const many = (act: Parameters<typeof changeManyQuestions>[4], some = ids) =>
  changeManyQuestions(tenant, ivy, bank, some, act)
const found = async (words: string) =>
  (await listHits(tenant, ivy, words)).filter(({ subjectId }) => ids.includes(subjectId))
const undo = (act: string | null) => undoOwnAct(tenant, ivy, act!)

describe('what is done to several questions of a bank', () => {
  test('a tag comes off again where it was put, and stays where it was before', async () => {
    const act = await many({ act: 'tag', tag: 'Winter' })
    expect(await tags()).toEqual(['winter', 'winter', 'winter'])
    expect(await found('winter')).toHaveLength(3)
    await undo(act)
    expect(await tags()).toEqual(['', 'winter', ''])
    expect(await found('winter')).toHaveLength(1)
  })

  test('a tag that was taken off is on again', async () => {
    const act = await many({ act: 'untag', tag: 'winter' })
    expect(await tags()).toEqual(['', '', ''])
    await undo(act)
    expect(await tags()).toEqual(['', 'winter', ''])
    expect(await many({ act: 'tag', tag: 'winter' }, [ids[1]!]), 'nothing to do, nothing to take back').toBeNull()
    await expect(many({ act: 'tag', tag: ' ' })).rejects.toThrow(Invalid)
  })

  test('questions go back where they stood, unless they were sorted again or their category is gone', async () => {
    const [cold, warm, old] = await Promise.all(
      ['Cold', 'Warm', 'Old'].map(async (title) => (await addCategory(tenant, ivy, bank, { title, parentId: '' })).id),
    )
    await many({ act: 'category', categoryId: cold! }, [ids[0]!])
    await many({ act: 'category', categoryId: old! }, [ids[1]!])
    const act = await many({ act: 'category', categoryId: warm! })
    await many({ act: 'category', categoryId: cold! }, [ids[2]!])
    await removeCategory(tenant, ivy, bank, old!)
    await undo(act)
    expect(await places()).toEqual([cold, null, cold])
    await expect(many({ act: 'category', categoryId: 'nowhere' })).rejects.toThrow(Invalid)
  })

  test('what went into the bin together comes back together, but for what went there before', async () => {
    await retireQuestion({ ...tenant, now: () => tenant.now() - 1_000 }, ivy, ids[0]!)
    const act = await many({ act: 'retire' })
    expect(await lines()).toEqual([])
    await undo(act)
    expect((await lines()).map(({ id }) => id)).toEqual(ids.slice(1))
    expect(await found('yeast')).toHaveLength(1)
    const back = await many({ act: 'restore' }, [ids[0]!])
    expect(await found('soap')).toHaveLength(1)
    await undo(back)
    expect(await found('soap')).toEqual([])
  })
})

test('a question that moved to another bank comes back, unless it went on from there', async () => {
  const { id: other } = await makeBank(tenant, ivy, 'git', { title: 'Other' })
  const act = await moveBankQuestion(tenant, ivy, ids[0]!, { bankId: other })
  expect(await lines()).toHaveLength(2)
  await undo(act)
  expect(await lines()).toHaveLength(3)
  const again = await moveBankQuestion(tenant, ivy, ids[0]!, { bankId: other })
  const { id: shelf } = await addCategory(tenant, ivy, other, { title: 'Shelf', parentId: '' })
  await moveBankQuestion(tenant, ivy, ids[0]!, { bankId: other, categoryId: shelf })
  await expect(undo(again)).rejects.toThrow(Conflict)
})
