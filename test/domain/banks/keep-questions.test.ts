import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { quizQuestions } from '../../../worker/db/schema'
import {
  changeBankQuestion,
  chooseQuestions,
  findBankQuestion,
  findKeeping,
  keepQuestions,
  listQuestions,
  makeBank,
} from '../../../worker/domain/banks'
import { listHits, undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import type { Actor } from '../../support/actors'
import { makePlatform } from '../../support/platform'
import { everyKind, makeQuiz } from '../../support/quiz'
import { addSchool, type Cast } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let tenant: Tenant
let cast: Cast
let ivy: Actor
let asked: string[]

beforeAll(async () => {
  const platform = await makePlatform()
  ;({ tenant, cast } = await addSchool(platform, 'acme', 'Acme'))
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'quiz', kind: 'quiz' },
        { id: 'other', kind: 'quiz' },
        { id: 'third', kind: 'quiz' },
      ],
    },
  })
  await makeQuiz(tenant, 'quiz', {}, everyKind.slice(0, 3))
  await makeQuiz(tenant, 'other', {}, [])
  ivy = { ...cast.ivy, courseRoles: { git: 'instructor' } }
  asked = (await findKeeping(tenant, ivy, 'quiz')).own.map(({ id }) => id)
})

const keep = (bankId: string, questionIds: string[], tags = '') =>
  keepQuestions(tenant, ivy, 'quiz', { bankId, questionIds, tags })
const inBank = async (id: string) => (await listQuestions(tenant, ivy, id, {})).list.lines
const own = async () => (await findKeeping(tenant, ivy, 'quiz')).own.length

describe('questions of a quiz', () => {
  test('go into a bank as they stand, and other quizzes choose them', async () => {
    const { id: bank } = await makeBank(tenant, ivy, 'git', { title: 'Bees' })
    await keep(bank, asked.slice(0, 2), 'legs, wings')
    expect(await inBank(bank)).toMatchObject([{ tags: ['legs', 'wings'] }, { tags: ['legs', 'wings'] }])
    expect(await own()).toBe(1)
    expect((await listHits(tenant, ivy, 'wings')).length).toBe(2)
    expect(await keep(bank, asked.slice(0, 2)), 'a second click').toBeNull()
    await chooseQuestions(tenant, ivy, 'other', bank, [asked[0]!])
    const { uses, versionId } = await findBankQuestion(tenant, ivy, asked[0]!)
    expect(uses.map(({ itemId }) => itemId).toSorted()).toEqual(['other', 'quiz'])
    const [row] = await tenant.db.select().from(quizQuestions).where(eq(quizQuestions.itemId, 'quiz'))
    expect(row).toMatchObject({ questionId: asked[0], versionId })
  })

  test('are the quiz’s own again when that is taken back, unless they have gone further', async () => {
    const { id: bank } = await makeBank(tenant, ivy, null, { title: 'Shared' })
    const act = await keep(bank, [asked[2]!])
    expect(await own()).toBe(0)
    await undoOwnAct(tenant, ivy, act!)
    expect([await own(), await inBank(bank)]).toEqual([1, []])
    const again = await keep(bank, [asked[2]!])
    const { question, points } = await findBankQuestion(tenant, ivy, asked[2]!)
    const changed = { ...question, body: { ...question.body, prompt: 'Otherwise?' } } as typeof question
    await changeBankQuestion(tenant, ivy, asked[2]!, { question: changed, points }, [])
    await expect(undoOwnAct(tenant, ivy, again!)).rejects.toThrow(Conflict)
  })

  test('stay where they are for whoever may not, and outside banks of other courses', async () => {
    const { id: bank } = await makeBank(tenant, cast.ada, null, { title: 'Of the organization' })
    const assistant = { ...cast.ian, courseRoles: { git: 'assistant' } } as Actor
    await expect(keepQuestions(tenant, assistant, 'quiz', { bankId: bank, questionIds: asked })).rejects.toThrow(
      Forbidden,
    )
    await expect(keepQuestions(tenant, cast.lena, 'quiz', { bankId: bank, questionIds: asked })).rejects.toThrow(
      NotFound,
    )
    await expect(keep(bank, ['foreign'])).rejects.toThrow(NotFound)
    await expect(keep('nowhere', asked)).rejects.toThrow(Invalid)
    await expect(keep(bank, [])).rejects.toThrow(Invalid)
  })

  test('fifty clicks at once keep them once', async () => {
    const { id: bank } = await makeBank(tenant, ivy, 'git', { title: 'Once' })
    await makeQuiz(tenant, 'third', {}, everyKind.slice(3, 4))
    const { own } = await findKeeping(tenant, ivy, 'third')
    const ids = own.map(({ id }) => id)
    const acts = await Promise.all(
      Array.from({ length: 50 }, () => keepQuestions(tenant, ivy, 'third', { bankId: bank, questionIds: ids })),
    )
    expect(acts.filter(Boolean)).toHaveLength(1)
    expect(await inBank(bank)).toHaveLength(ids.length)
  })
})
