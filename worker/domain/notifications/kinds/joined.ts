import { only } from './audience'
import { kind, word } from './kind'

/** Their wish to join a course was answered. */
export const joined = kind({
  group: 'courses',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'join-request.told': (_, event) => {
      const userId = word(event, 'userId')
      const decision = word(event, 'decision')
      return userId && decision ? { to: only(userId), courseId: word(event, 'courseId'), detail: decision } : null
    },
  },
})
