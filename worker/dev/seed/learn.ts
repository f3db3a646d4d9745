import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { attempts, items, questionVersions, submissions } from '../../db/schema'
import { addAnnotation, handIn, releaseMark } from '../../domain/assignments'
import { markLessonDone, recordReading } from '../../domain/lessons'
import type { Actor } from '../../domain/policy'
import { modelValues, type Question, saveResponses, settled, startAttempt, submitAttempt } from '../../domain/quizzes'
import { Conflict } from '../../errors'
import { newId } from '../../lib/ids'
import type { SeedItem } from './courses'
import type { Random } from './random'

const works = [
  'The rent stood twice, once as text. I gave every kind of cost its own column. I still do not trust the row for travel.',
  'Two totals did not agree by 14.20. It was a receipt in another currency. There is a column for the currency now.',
  'Nothing was wrong that I could see, but the check cell found a typed-over formula in July.',
  'I had mixed net and gross. Both columns exist now and the totals meet. Presents are still a guess.',
]

const comments = [
  'Clear and honest. The column for corrections was the right idea.',
  'Good. Next time say which total you looked at first.',
  'You found the real mistake. Watch the dates in row 9.',
]

/** What is said at a place of some works, by its words. */
const notes = [
  ['own column', 'This is what makes the difference: one kind of thing in each column.'],
  ['another currency', 'Say here which rate you took, and from which day.'],
  ['typed-over formula', 'How did you find it? Others would like to know.'],
] as const

/** One learner does one item, as well as it goes. What is locked for them stays undone. */
export async function learn(
  tenant: Tenant,
  learner: Actor,
  item: SeedItem,
  random: Random,
  { knowsAll = false } = {},
): Promise<void> {
  try {
    if (item.kind === 'lesson') await read(tenant, learner, item)
    if (item.kind === 'quiz') await answer(tenant, learner, item, random, knowsAll)
    if (item.kind === 'assignment')
      await handIn(tenant, learner, item.id, { text: random.pick(works), fileIds: [], nonce: newId() })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}

async function read(tenant: Tenant, learner: Actor, item: SeedItem) {
  await recordReading(tenant, learner, item.id, { seconds: 0, resume: {} })
  if (item.completion.kind === 'marked') await markLessonDone(tenant, learner, item.id)
}

/** Knows four answers of five, or all; leaves the others open. */
async function answer(tenant: Tenant, learner: Actor, item: SeedItem, random: Random, knowsAll: boolean) {
  const { id } = await startAttempt(tenant, learner, item.id)
  const versions = await tenant.db
    .select({
      id: questionVersions.id,
      kind: questionVersions.kind,
      body: questionVersions.body,
      asked: sql<string>`asked.value`.as('asked_value'),
    })
    .from(attempts)
    .innerJoin(sql`json_each(${attempts.asked}) as asked`, sql`true`)
    .innerJoin(questionVersions, eq(questionVersions.id, sql`json_extract(asked.value, '$.versionId')`))
    .where(eq(attempts.id, id))
  const known = versions.filter(() => random.chance(0.8) || knowsAll)
  const changes = known.map((version) => ({
    versionId: version.id,
    revision: 1,
    values: modelValues(
      settled({ kind: version.kind, body: version.body } as Question, JSON.parse(version.asked).drawn ?? null),
    ),
  }))
  await saveResponses(tenant, learner, id, changes)
  await submitAttempt(tenant, learner, id)
}

/** The instructor marks what has waited; what came in lately still waits. */
export async function mark(tenant: Tenant, instructor: Actor, courseId: string, random: Random): Promise<void> {
  const marker: Actor = { ...instructor, courseRoles: { [courseId]: 'instructor' } }
  const waiting = await tenant.db
    .select({ id: submissions.id, text: submissions.text, worth: items.maxPoints })
    .from(submissions)
    .innerJoin(items, and(eq(items.id, submissions.itemId), eq(items.courseId, courseId)))
    .where(
      sql`${submissions.markedAt} is null and not ${submissions.draft} and ${submissions.submittedAt} < ${tenant.now() - 6 * 86_400_000}`,
    )
    .limit(50)
  for (const { id, text, worth } of waiting) {
    const [exact, comment] = notes.find(([words]) => text.includes(words)) ?? []
    if (exact)
      await addAnnotation(
        tenant,
        marker,
        { kind: 'submission', id },
        { key: newId(), at: { exact }, comment: comment! },
      )
    await releaseMark(tenant, marker, id, {
      points: Math.round((worth ?? 100) * (0.55 + 0.45 * random.next())),
      comment: random.pick(comments),
    })
  }
}
