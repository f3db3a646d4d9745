import type { Tenant } from '../../tenants/tenant'
import {
  type CourseCompletion,
  courseModules,
  courses,
  enrollments,
  type ItemCompletion,
  type ItemKind,
  items,
} from '../../worker/db/schema'
import type { Actor, CourseRole } from '../../worker/domain/policy'
import { nextPositions } from '../../worker/lib/position'
import { monday } from './platform'
import type { Cast } from './school'

export type ItemDraft = {
  id: string
  kind?: ItemKind
  completion?: ItemCompletion
  required?: boolean
  published?: boolean
  maxPoints?: number
  dueAt?: number
}

type Draft = {
  id?: string
  completion?: CourseCompletion
  /** Items by module. */
  modules: Record<string, ItemDraft[]>
}

/**
 * A published course with its outline as rows: Ivy teaches it, Lena and Leo learn in it, Ian teaches another, Zed is not in it.
 * The enrollments are `<course>-<person>`.
 */
export async function teachCourse(tenant: Tenant, cast: Cast, draft: Draft) {
  const { id = 'git', completion = { kind: 'all' } } = draft
  const { db } = tenant
  const at = monday
  const moduleIds = Object.keys(draft.modules)
  const modulePositions = nextPositions(moduleIds.length)
  await db.insert(courses).values({
    id,
    title: 'Git for beginners',
    completion,
    publishedAt: at,
    createdBy: cast.ivy.id,
    createdAt: at,
    updatedAt: at,
  })
  await db.insert(courseModules).values(
    moduleIds.map((moduleId, i) => ({
      id: moduleId,
      courseId: id,
      title: `Module ${moduleId}`,
      position: modulePositions[i]!,
      publishedAt: at,
      createdAt: at,
    })),
  )
  for (const [moduleId, drafts] of Object.entries(draft.modules)) {
    const positions = nextPositions(drafts.length)
    for (const [i, item] of drafts.entries()) {
      await db.insert(items).values({
        id: item.id,
        courseId: id,
        moduleId,
        kind: item.kind ?? 'lesson',
        title: `Item ${item.id}`,
        position: positions[i]!,
        publishedAt: item.published === false ? null : at,
        completion: item.completion ?? { kind: 'viewed' },
        required: item.required ?? true,
        maxPoints: item.maxPoints,
        dueAt: item.dueAt,
        createdAt: at,
        updatedAt: at,
      })
    }
  }
  await enroll(tenant, id, cast.ivy, 'instructor')
  await enroll(tenant, id, cast.lena, 'learner')
  await enroll(tenant, id, cast.leo, 'learner')
  const ivy: Actor = { ...cast.ivy, courseRoles: { ...cast.ivy.courseRoles, [id]: 'instructor' } }
  return {
    id,
    ivy,
    lena: { id: `${id}-${cast.lena.id}`, courseId: id },
    leo: { id: `${id}-${cast.leo.id}`, courseId: id },
  }
}

export async function enroll(tenant: Tenant, courseId: string, person: Actor, role: CourseRole) {
  const id = `${courseId}-${person.id}`
  await tenant.db.insert(enrollments).values({ id, userId: person.id, courseId, role, createdAt: monday })
  return id
}
