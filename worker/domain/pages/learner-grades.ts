import type { Tenant } from '../../../tenants/tenant'
import { courseGrade, gradeState } from '../grades'
import type { Actor } from '../policy'
import { readLearner } from './learner-page'

/** One learner's grades in a course with how each was made; of what is not given yet the learner sees nothing. */
export async function readLearnerGrades(tenant: Tenant, actor: Actor, courseId: string, userId: string) {
  const { person, course, mayMark, modules } = await readLearner(tenant, actor, courseId, userId)
  const now = tenant.now()
  const items = modules
    .flatMap((module) => module.items)
    .filter(({ maxPoints, publishedAt }) => maxPoints !== null && publishedAt !== null)
    .map((item) => {
      const { grade, submissions, dueAt } = item
      const last = submissions.at(-1)
      const known = grade ?? { final: null, raw: null, excused: false, releasedAt: null }
      return { ...item, gradeState: gradeState({ ...known, awaits: last?.markedAt === null, dueAt }, now) }
    })
  const counted = items.map(({ grade, maxPoints }) => ({
    final: grade?.final ?? null,
    maxPoints: grade?.maxPoints ?? maxPoints ?? 0,
    excused: grade?.excused ?? false,
    releasedAt: grade?.releasedAt ?? null,
  }))
  return { person, course, mayMark, items, standing: courseGrade(counted), isOwn: actor.id === person.id }
}

export type LearnerGrades = Awaited<ReturnType<typeof readLearnerGrades>>
