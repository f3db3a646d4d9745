import { announcedTo } from '../../announcements'
import { kind } from './kind'

/** Something is announced to them: when its time begins, once, whatever becomes of it later. */
export const announcement = kind({
  group: 'courses',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'announcement.opened': (_, { subjectId, actorId }) => ({
      to: announcedTo(subjectId, actorId ?? ''),
      subjectId,
      about: `announcement:${subjectId}`,
    }),
  },
})
