import type { Tenant } from '../../../tenants/tenant'
import {
  assignments,
  forums,
  type ItemCompletion,
  type ItemKind,
  itemVersions,
  lessons,
  quizzes,
} from '../../db/schema'
import { newId } from '../../lib/ids'
import { newCompletion } from '../../lib/new-completion'
import type { Actor } from '../policy'

type Kind = {
  /** What completes a new one, and what may be chosen. */
  completion: ItemCompletion
  completions: readonly ItemCompletion['kind'][]
  /** Points of a new one; null is not graded. */
  maxPoints: number | null
  /** What it is worth is the sum of its questions, and said nowhere else. */
  isSummed: boolean
  /** Rows beside the item, empty. */
  rows: (tenant: Tenant, actor: Actor, itemId: string) => readonly unknown[]
}

/** Every kind of item: what a new one is like. */
export const itemKinds = {
  lesson: {
    completion: newCompletion.lesson,
    completions: ['marked', 'viewed', 'time', 'video', 'none'],
    maxPoints: null,
    isSummed: false,
    rows: lessonRows,
  },
  quiz: {
    completion: newCompletion.quiz,
    completions: ['passed', 'submitted', 'viewed', 'none'],
    maxPoints: 0,
    isSummed: true,
    rows: (tenant: Tenant, _actor: Actor, itemId: string) =>
      [tenant.db.insert(quizzes).values({ itemId, answersAfter: 'pass' })] as const,
  },
  assignment: {
    completion: newCompletion.assignment,
    completions: ['passed', 'submitted', 'viewed', 'none'],
    maxPoints: 100,
    isSummed: false,
    rows: (tenant: Tenant, _actor: Actor, itemId: string) =>
      [tenant.db.insert(assignments).values({ itemId })] as const,
  },
  forum: {
    completion: newCompletion.forum,
    completions: ['written', 'viewed', 'marked', 'none'],
    maxPoints: null,
    isSummed: false,
    rows: (tenant: Tenant, _actor: Actor, itemId: string) => [tenant.db.insert(forums).values({ itemId })] as const,
  },
} satisfies Record<ItemKind, Kind>

/** What may complete it: of a survey nothing that needs a grade. A quiz is worth something, and a survey is not. */
export const completionsOf = ({ kind, maxPoints }: { kind: ItemKind; maxPoints: number | null }) => {
  const all: readonly string[] = itemKinds[kind].completions
  return kind === 'quiz' && maxPoints === null ? all.filter((one) => one !== 'passed') : all
}

export const itemKindNames = Object.keys(itemKinds) as ItemKind[]

export const sideRows = (tenant: Tenant, actor: Actor, kind: ItemKind, itemId: string) =>
  itemKinds[kind].rows(tenant, actor, itemId)

function lessonRows(tenant: Tenant, actor: Actor, itemId: string) {
  const versionId = newId()
  const at = tenant.now()
  return [
    tenant.db.insert(itemVersions).values({
      id: versionId,
      itemId,
      number: 1,
      content: '{"blocks":[]}',
      faults: [],
      createdBy: actor.id,
      createdAt: at,
      updatedAt: at,
    }),
    tenant.db.insert(lessons).values({ itemId, versionId }),
  ] as const
}
