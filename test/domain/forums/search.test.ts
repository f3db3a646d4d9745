import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { items, searchEntries } from '../../../worker/db/schema'
import { editWords, purgeThread, removeWords, restoreWords } from '../../../worker/domain/forums'
import { listHits } from '../../../worker/domain/pages'
import type { Actor } from '../../support/actors'
import { addGroup, addPerson, type Forums, makeForums, open, say } from '../../support/forum'
import { monday } from '../../support/platform'

let school: Forums

beforeAll(async () => {
  school = await makeForums(
    {
      talk: {},
      apart: { groupMode: 'separate' },
      questions: { kind: 'questions' },
      masked: { anonymous: true },
      later: {},
      draft: {},
    },
    [{ id: 'draft', kind: 'forum', published: false }],
  )
  await school.tenant.db
    .update(items)
    .set({ availability: { date: { from: monday + 30 * 86_400_000 } } })
    .where(eq(items.id, 'later'))
  await addGroup(school, 'red', [school.cast.lena])
  await addGroup(school, 'blue', [school.cast.leo])
})

const found = async (actor: Actor, words: string) =>
  (await listHits(school.tenant, actor, words)).map(({ kind, title, forumId }) => `${kind} ${title} ${forumId}`)

test('what was said is found by those of the course, and leads to where it stands', async () => {
  const { cast, ivy } = school
  const id = await open(school, cast.lena, 'talk', 'Rebasing branches', { body: 'Explain **interactively** please' })
  const reply = await say(school, cast.leo, 'talk', id, 'Squashing helps')
  expect(await found(cast.leo, 'rebasing')).toEqual(['thread Rebasing branches talk'])
  expect(await found(cast.leo, 'interactively')).toEqual(['thread Rebasing branches talk'])
  const [hit] = await listHits(school.tenant, cast.lena, 'squashing')
  expect(hit).toMatchObject({ kind: 'reply', subjectId: reply, forumId: 'talk', title: 'Rebasing branches' })
  expect(hit!.excerpt).toContain('Squashing')
  for (const reader of [ivy, cast.ada, school.olaf]) expect(await found(reader, 'squashing')).toHaveLength(1)
  for (const stranger of [cast.zed, cast.ian]) expect(await found(stranger, 'squashing')).toEqual([])
})

test('it follows what is changed, taken away, brought back and purged', async () => {
  const { cast, ivy, tenant } = school
  const id = await open(school, cast.lena, 'talk', 'Cherries', { body: 'Picking' })
  const reply = await say(school, cast.lena, 'talk', id, 'Elderberries')
  await editWords(tenant, cast.lena, 'talk', id, { title: 'Apricots', body: 'Plucking' })
  await editWords(tenant, cast.lena, 'talk', reply, { body: 'Gooseberries' })
  expect(await found(cast.leo, 'cherries')).toEqual([])
  expect(await found(cast.leo, 'elderberries')).toEqual([])
  expect(await found(cast.leo, 'plucking')).toEqual(['thread Apricots talk'])
  await removeWords(tenant, cast.lena, 'talk', reply)
  expect(await found(ivy, 'gooseberries')).toEqual([])
  await restoreWords(tenant, cast.lena, 'talk', reply)
  expect(await found(cast.leo, 'gooseberries')).toEqual(['reply Apricots talk'])
  await removeWords(tenant, ivy, 'talk', id)
  expect([...(await found(ivy, 'gooseberries')), ...(await found(ivy, 'apricots'))]).toEqual([])
  await purgeThread(tenant, id)
  expect(await tenant.db.select().from(searchEntries).where(eq(searchEntries.subjectId, reply))).toEqual([])
})

test('other groups, unanswered questions, locked and unpublished forums tell nothing', async () => {
  const { cast, ivy } = school
  await open(school, cast.lena, 'apart', 'Vermilion')
  expect(await found(cast.lena, 'vermilion')).toHaveLength(1)
  expect(await found(ivy, 'vermilion')).toHaveLength(1)
  expect(await found(cast.leo, 'vermilion')).toEqual([])

  const mia = await addPerson(school, 'mia', 'Mia Many')
  const question = await open(school, cast.lena, 'questions', 'What is a quokka?')
  await say(school, cast.leo, 'questions', question, 'A marsupial')
  expect(await found(mia, 'quokka')).toEqual(['thread What is a quokka? questions'])
  expect(await found(cast.lena, 'marsupial')).toHaveLength(1)
  expect(await found(mia, 'marsupial')).toEqual([])
  await say(school, mia, 'questions', question, 'A wallaby')
  expect(await found(mia, 'marsupial')).toHaveLength(1)

  for (const forum of ['later', 'draft']) {
    await open(school, ivy, forum, `Hidden ${forum} zeppelin`, { body: 'A dirigible' })
    for (const words of ['zeppelin', 'dirigible']) {
      expect((await found(ivy, words)).length).toBeGreaterThan(0)
      expect(await found(cast.lena, words)).toEqual([])
    }
  }
})

test('nobody is found by what they said without their name', async () => {
  const { cast } = school
  await open(school, cast.leo, 'masked', 'Somebody’s secret')
  expect(await found(cast.lena, 'secret')).toEqual(['thread Somebody’s secret masked'])
  expect((await found(cast.lena, 'Leo')).filter((hit) => !hit.startsWith('person'))).toEqual([])
})
