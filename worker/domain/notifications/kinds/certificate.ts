import { only } from './audience'
import { kind, word } from './kind'

export const certificate = kind({
  group: 'grades',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'certificate.issued': (_, event) => {
      const userId = word(event, 'userId')
      return userId ? { to: only(userId), subjectId: event.subjectId, courseId: word(event, 'courseId') } : null
    },
  },
})
