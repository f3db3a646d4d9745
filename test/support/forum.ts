import { groupMembers, groups, users } from '../../worker/db/schema'
import { createForum, type ForumSettings, findThread, openThread, writeReply } from '../../worker/domain/forums'
import { newId } from '../../worker/lib/ids'
import { type Actor, actorOf } from './actors'
import { monday } from './platform'
import { makeSchool } from './school'
import { enroll, type ItemDraft, teachCourse } from './taught-course'

/** Acme Academy with one course of forums, each by its id; Olaf only looks on there. */
export async function makeForums(forums: Record<string, Partial<ForumSettings>>, more: ItemDraft[] = []) {
  const school = await makeSchool()
  const { tenant, cast } = school
  const drafts = Object.keys(forums).map((id) => ({ id, kind: 'forum' as const }))
  const course = await teachCourse(tenant, cast, {
    modules: { one: [...drafts.filter(({ id }) => !more.some((item) => item.id === id)), ...more] },
  })
  for (const [id, settings] of Object.entries(forums)) await createForum(tenant.db, id, settings)
  const olaf = await addPerson(school, 'olaf', 'Olaf Onlooker', 'observer')
  return { ...school, course, ivy: course.ivy, olaf }
}

export type Forums = Awaited<ReturnType<typeof makeForums>>

/** One more person in the course. */
export async function addPerson(
  { tenant }: Pick<Forums, 'tenant'>,
  id: string,
  name: string,
  role: 'learner' | 'observer' | 'assistant' = 'learner',
): Promise<Actor> {
  await tenant.db.insert(users).values({ id, name, role: 'learner', email: `${id}@acme.example`, createdAt: monday })
  const actor = actorOf({ id, name, role: 'learner' }, { git: role })
  await enroll(tenant, 'git', actor, role)
  return actor
}

export async function addGroup({ tenant }: Pick<Forums, 'tenant'>, id: string, members: Actor[]) {
  await tenant.db.insert(groups).values({ id, name: `Group ${id}`, courseId: 'git', createdAt: monday })
  for (const { id: userId } of members)
    await tenant.db.insert(groupMembers).values({ groupId: id, userId, createdAt: monday })
}

/** Opens a thread, and gives its id. */
export const open = async (
  { tenant }: Pick<Forums, 'tenant'>,
  actor: Actor,
  forumId: string,
  title: string,
  more: { body?: string; groupId?: string | null; id?: string } = {},
): Promise<string> =>
  (await openThread(tenant, actor, forumId, { id: newId(), body: `About ${title}`, title, ...more })).id

/** Replies, and gives the reply's id. */
export const say = async (
  { tenant }: Pick<Forums, 'tenant'>,
  actor: Actor,
  forumId: string,
  threadId: string,
  body: string,
  parentId?: string,
): Promise<string> => (await writeReply(tenant, actor, forumId, threadId, { id: newId(), body, parentId })).id

/** What somebody reads there, as text. */
export const read = async ({ tenant }: Pick<Forums, 'tenant'>, actor: Actor, forumId: string, threadId: string) =>
  (await findThread(tenant, actor, forumId, threadId)).replies.map(({ html }) => html.replace(/<[^>]*>/g, '').trim())
