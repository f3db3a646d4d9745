import type { Tenant } from '../../../../tenants/tenant'
import { findPeerNews } from '../../assignments'
import { only } from './audience'
import { type Event, kind, type News, word } from './kind'

/** The work of others waits for their review. As long as they have not looked, more of it in the same place is no more news. */
export const reviewAsked = kind({
  group: 'dates',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'peer-review.asked': async (tenant, event) => {
      const found = await findPeer(tenant, event)
      if (!found?.toDo) return null
      const { to, courseId, itemId } = found
      const about = `review-asked:${itemId}`
      return { to, courseId, subjectId: itemId, detail: String(found.endsAt), about, again: true }
    },
  },
})

/** Others have reviewed their work, and it may be read: at the end, or once its grades are given out. */
export const reviewed = kind({
  group: 'grades',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: { 'peer-review.received': canBeRead, 'grade.released': canBeRead },
})

async function canBeRead(tenant: Tenant, event: Event): Promise<News | null> {
  const found = await findPeer(tenant, event)
  if (!found?.received) return null
  return { to: found.to, courseId: found.courseId, subjectId: found.itemId, about: `reviewed:${found.itemId}` }
}

async function findPeer(tenant: Tenant, event: Event) {
  const [itemId, enrollmentId] = [word(event, 'itemId'), word(event, 'enrollmentId')]
  const found = itemId && enrollmentId ? await findPeerNews(tenant, itemId, enrollmentId) : null
  return found && itemId ? { ...found, itemId, to: only(found.userId) } : null
}
