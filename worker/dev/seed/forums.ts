import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules } from '../../db/schema'
import { createItem, editItem, publishItem } from '../../domain/courses'
import {
  acceptReply,
  createForum,
  editWords,
  type ForumSettings,
  markThreadRead,
  openThread,
  react,
  setThread,
  writeReply,
} from '../../domain/forums'
import type { Actor } from '../../domain/policy'
import { newId } from '../../lib/ids'
import { at } from '.'
import type { SeedPeople } from './people'

const HOUR_MS = 3_600_000

/** A place to talk about learning, and one where questions wait for answers; Lena has not read the newest. */
export async function fillForums(
  tenant: Tenant,
  { ivy: teacher, learners }: SeedPeople,
  courseId: string,
  now: number,
): Promise<void> {
  const ivy: Actor = { ...teacher, courseRoles: { [courseId]: 'instructor' } }
  const [lena, mate, other, third] = [learners[0]!, learners[25]!, learners[30]!, learners[33]!]
  const [module] = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, courseId)).limit(1)
  const make = async (title: string, settings: Partial<ForumSettings>) => {
    const begin = at(tenant, now - 400 * HOUR_MS)
    const { id } = await createItem(begin, ivy, module!.id, { kind: 'forum', title, index: 0 })
    await tenant.db.batch([createForum(tenant.db, id, settings)])
    await editItem(begin, ivy, id, {
      completion: { kind: 'none' },
      required: false,
      expectedMinutes: null,
      dueAt: null,
      maxPoints: null,
    })
    await publishItem(begin, ivy, id)
    return id
  }
  const open = async (forum: string, who: Actor, hoursAgo: number, title: string, body: string) =>
    (await openThread(at(tenant, now - hoursAgo * HOUR_MS), who, forum, { id: newId(), title, body })).id
  const say = async (place: [string, string], who: Actor, hoursAgo: number, body: string, parentId?: string) =>
    (await writeReply(at(tenant, now - hoursAgo * HOUR_MS), who, ...place, { id: newId(), body, parentId })).id

  const table = await make('The round table', {
    intro: 'For everything that has no other place: what works for you, what does not, and what you would like to try.',
  })
  const welcome = await open(
    table,
    ivy,
    380,
    'Say hello',
    'Tell in two sentences where you learn: at a desk, on a train, in the kitchen. I begin: in the storeroom, it has the best light.',
  )
  await setThread(at(tenant, now - 379 * HOUR_MS), ivy, table, welcome, { pinned: true })
  const bus = await say([table, welcome], mate, 300, 'On the bus, line 5. It takes exactly one lesson.')
  await editWords(at(tenant, now - 300 * HOUR_MS + 60_000), mate, table, bus, {
    body: 'On the bus, line 7. It takes exactly one lesson.',
  })
  const kitchen = await say([table, welcome], other, 290, 'In the kitchen, before the others get up.')
  await react(at(tenant, now - 280 * HOUR_MS), mate, table, kitchen, { kind: 'like', on: true })
  await react(at(tenant, now - 279 * HOUR_MS), ivy, table, kitchen, { kind: 'like', on: true })
  const cards = await open(
    table,
    mate,
    60,
    'Cards on paper or on the phone?',
    'I wrote the first chapter on **paper cards** and the second into an app. The paper ones I still know.\n\nIs it the writing, or only that they lie on my table?',
  )
  const writing = await say([table, cards], third, 52, 'The writing. I copy everything once, and throw the copy away.')
  await say(
    [table, cards],
    ivy,
    50,
    '> I copy everything once\n\nThat is the old trick: what one has to put into own words one has to understand first.',
    writing,
  )
  await markThreadRead(at(tenant, now - 40 * HOUR_MS), lena, table, cards, { at: 9, through: null })
  await say([table, cards], other, 6, 'For me it is the table. What I do not see I forget.')

  const questions = await make('Questions about the method', { kind: 'questions' })
  const often = await open(
    questions,
    lena,
    120,
    'How often should one look at a card again?',
    'The lesson says “later, and then later still”. How late is *later*?',
  )
  const spaced = await say([questions, often], ivy, 110, 'Start with **a day**, then a week, then a month.')
  await editWords(at(tenant, now - 109.9 * HOUR_MS), ivy, questions, spaced, {
    body: 'Start with **a day**, then three, then a week, then a month. When you hesitate, go one step back.',
  })
  await acceptReply(at(tenant, now - 100 * HOUR_MS), lena, questions, often, spaced)
  await open(
    questions,
    third,
    8,
    'May I learn two things at once?',
    'I have an hour in the evening. Is it better to take one subject for the whole of it, or two for half of it?',
  )
}
