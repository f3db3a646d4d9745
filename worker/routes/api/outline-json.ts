import { z } from 'zod'
import { sayClause } from '../../../views/rules/say-rule'
import type { View } from '../../../views/view'
import type { ItemAccess, OutlineItem, OutlineModule } from '../../domain/courses'
import { time, toTimeOrNull } from './shapes'

/** What completes an item. */
export const completion = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['viewed', 'marked', 'submitted', 'none']) }),
  z.object({ kind: z.literal('time'), minutes: z.number().int().min(1).max(600) }),
  z.object({
    kind: z.literal('written'),
    threads: z.number().int().min(0).max(100),
    replies: z.number().int().min(0).max(100),
  }),
  z.object({ kind: z.enum(['video', 'passed']), percent: z.number().int().min(1).max(100) }),
])

export const kindName = z.enum(['lesson', 'quiz', 'assignment', 'forum'])

/** An item as the token's reader sees it. */
export const itemJson = z.object({
  id: z.string(),
  moduleId: z.string(),
  kind: kindName,
  title: z.string(),
  state: z.enum(['done', 'current', 'open', 'locked', 'draft']),
  lock: z.array(z.string()).describe('What must happen before it opens, in words; empty where it is open.'),
  completion,
  required: z.boolean(),
  expectedMinutes: z.number().nullable(),
  maxPoints: z.number().nullable(),
  points: z.number().nullable().describe('Of a released grade of your own.'),
  dueAt: time.nullable(),
  publishedAt: time.nullable(),
  publishAt: time.nullable(),
  completedAt: time.nullable(),
})

export const moduleJson = z.object({
  id: z.string(),
  title: z.string(),
  publishedAt: time.nullable().describe('Null where it is hidden from learners.'),
  publishAt: time.nullable().describe('When it shows itself.'),
  items: z.array(itemJson),
})

export const toItem = (view: View, item: OutlineItem) => ({
  id: item.id,
  moduleId: item.moduleId,
  kind: item.kind,
  title: item.title,
  state: item.state,
  lock: item.lock.map((clause) => sayClause(view, clause)),
  completion: item.completion as z.infer<typeof completion>,
  required: item.required,
  expectedMinutes: item.expectedMinutes,
  maxPoints: item.maxPoints,
  points: item.points,
  dueAt: toTimeOrNull(item.dueAt),
  publishedAt: toTimeOrNull(item.publishedAt),
  publishAt: toTimeOrNull(item.publishAt),
  completedAt: toTimeOrNull(item.completedAt),
})

export const toModule = (view: View, { id, title, publishedAt, publishAt, items }: OutlineModule) => ({
  id,
  title,
  publishedAt: toTimeOrNull(publishedAt),
  publishAt: toTimeOrNull(publishAt),
  items: items.map((item) => toItem(view, item)),
})

/** An item read by itself: also where it is. */
export const placedItemJson = itemJson.extend({ courseId: z.string() })
export const toPlacedItem = (view: View, { item, course }: ItemAccess) => ({
  ...toItem(view, item),
  courseId: course.id,
})
