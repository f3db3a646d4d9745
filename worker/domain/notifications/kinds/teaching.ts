import { markersOf, only, teachersOf } from './audience'
import { type Event, kind, word } from './kind'

/** Work waits for a mark. As long as nobody has looked, more of it in the same place is no more news. */
export const toMark = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'daily',
  events: { 'submission.handed-in': waits, 'attempt.submitted': waits },
})

function waits(_: unknown, event: Event) {
  const courseId = word(event, 'courseId')
  const itemId = word(event, 'itemId')
  if (!courseId || !itemId || (event.name === 'attempt.submitted' && !(Number(event.payload.toMark) > 0))) return null
  return { to: markersOf(courseId), courseId, subjectId: itemId, about: `to-mark:${itemId}`, again: true as const }
}

export const joinRequest = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'now',
  events: {
    'join-request.made': (_, event) => {
      const courseId = word(event, 'courseId')
      return courseId ? { to: teachersOf(courseId), courseId, personId: word(event, 'userId') } : null
    },
  },
})

export const finished = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'off',
  events: {
    'course.completed': (_, event) => ({
      to: teachersOf(event.subjectId),
      courseId: event.subjectId,
      personId: word(event, 'userId'),
    }),
  },
})

/** In the middle of a course, and not seen in it for seven days: `remind` finds them. */
export const stuck = kind({ group: 'teaching', for: 'staff', bell: true, mail: 'weekly' })

/** Something in a lesson is wrong or not understood. */
export const problem = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'now',
  events: {
    'lesson.problem-reported': (_, event) => {
      const courseId = word(event, 'courseId')
      return courseId
        ? {
            to: teachersOf(courseId),
            courseId,
            subjectId: event.subjectId,
            personId: event.actorId,
            detail: word(event, 'reportId') ?? '',
          }
        : null
    },
  },
})

export const imported = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'off',
  events: {
    'import.applied': (_, event: Event) =>
      event.actorId ? { to: only(event.actorId), courseId: word(event, 'courseId'), subjectId: event.subjectId } : null,
  },
})
