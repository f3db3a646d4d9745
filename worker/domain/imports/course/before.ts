import type { Tenant } from '../../../../tenants/tenant'
import type { quizQuestions } from '../../../db/schema'
import type { Stored } from './read-stored'
import { type BanksBefore, banksBefore } from './restore-banks'
import type { Settled } from './settle'

/** How a course was before it was imported into again, for undoing: the rows without the contents, which versions keep. */
export type Before = Pick<Stored, 'course' | 'modules' | 'items' | 'sources'> & {
  lessons: { itemId: string; versionId: string }[]
  quizzes: NonNullable<ReturnType<Stored['quizzes']['get']>>[]
  questions: (typeof quizQuestions.$inferInsert)[]
  assignments: NonNullable<ReturnType<Stored['assignments']['get']>>[]
  forums?: { itemId: string; settings: NonNullable<ReturnType<Stored['forums']['get']>> }[]
  files: { itemId: string; mediaId: string }[]
  draws?: NonNullable<ReturnType<Stored['draws']['get']>>
  banks?: BanksBefore
  /** The course's rubrics, by their id and newest version. */
  rubrics?: { id: string; number: number }[]
  /** What the import says of modules, by their ids: whoever changed it since keeps it. */
  said?: Record<string, Settled['modules'][number]['conditions']>
}

const keyOf = (runId: string) => `imports/${runId}/before.json`

export async function keepBefore(tenant: Tenant, runId: string, stored: Stored, settled: Settled): Promise<void> {
  const { course, modules, items, sources } = stored
  const before: Before = {
    course,
    modules,
    items,
    sources,
    lessons: [...stored.lessons.values()].map(({ itemId, versionId }) => ({ itemId, versionId })),
    quizzes: [...stored.quizzes.values()],
    questions: [...stored.questions.values()]
      .flat()
      .map(({ kind: _, body: __, bankId: ___, newest: ____, ...asked }) => asked),
    assignments: [...stored.assignments.values()],
    forums: [...stored.forums].map(([itemId, settings]) => ({ itemId, settings })),
    files: stored.files.map(({ id, itemId }) => ({ itemId, mediaId: id })),
    draws: [...stored.draws.values()].flat(),
    banks: banksBefore(stored, settled),
    rubrics: stored.rubrics.flatMap(({ id, courseId, number }) => (courseId === null ? [] : { id, number })),
    said: Object.fromEntries(settled.modules.map(({ id, conditions }) => [id, conditions])),
  }
  await tenant.media.put(keyOf(runId), JSON.stringify(before), 'application/json')
}

export async function readBefore(tenant: Tenant, runId: string): Promise<Before | null> {
  const object = await tenant.media.get(keyOf(runId))
  return object && 'body' in object ? ((await object.json()) as Before) : null
}
