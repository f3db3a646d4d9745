import { learnersWithItem, learnersWithModule } from './audience'
import { kind, word } from './kind'

/** Something new stands open in a course. */
export const opened = kind({
  group: 'courses',
  for: 'everyone',
  bell: true,
  mail: 'daily',
  events: {
    'item.published': (_, event) => ({
      to: learnersWithItem(event.subjectId, event.at),
      courseId: word(event, 'courseId'),
      subjectId: event.subjectId,
    }),
    'module.published': (_, event) => ({
      to: learnersWithModule(event.subjectId, event.at),
      courseId: word(event, 'courseId'),
      subjectId: event.subjectId,
      detail: 'module',
    }),
  },
})
