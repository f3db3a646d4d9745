import { z } from 'zod'
import { listHits } from '../../domain/pages'
import { cleanLine } from '../../lib/text'
import { door } from './door'
import { pageOf } from './page'

const hitJson = z.object({
  kind: z.string(),
  id: z.string(),
  courseId: z.string().nullable(),
  forumId: z
    .string()
    .nullable()
    .describe('Of what was said in a forum: `/forums/{forumId}/replies/{id}` says where it stands.'),
  courseTitle: z.string().nullable(),
  title: z.string(),
  excerpt: z.string(),
})

const searchKinds = [
  'course',
  'lesson',
  'quiz',
  'assignment',
  'forum',
  'caption',
  'question',
  'thread',
  'reply',
  'announcement',
  'person',
] as const

export const searchDoors = [
  door(
    {
      method: 'get',
      path: '/search',
      tag: 'Search',
      summary:
        'Courses, lessons, captions and banked questions that you may see, best first; people too with people.read, what was said in forums with learning.read',
      scope: 'courses.read',
      query: z.object({ q: z.string().min(1).max(200), kind: z.enum(searchKinds).optional() }),
      answer: pageOf(hitJson),
    },
    async (c, { query: { q, kind } }) => {
      const { tenant, actor } = c.var
      const mayFindPeople = actor.scopes?.includes('people.read')
      const mayFindWords = actor.scopes?.includes('learning.read')
      const kinds = searchKinds.filter(
        (one) =>
          (!kind || one === kind) &&
          (one !== 'person' || mayFindPeople) &&
          ((one !== 'thread' && one !== 'reply') || mayFindWords),
      )
      const hits = await listHits(tenant, actor, cleanLine(q, 200), { kinds })
      return { items: hits.map(({ subjectId, ...hit }) => ({ ...hit, id: subjectId })), next: null }
    },
  ),
]
