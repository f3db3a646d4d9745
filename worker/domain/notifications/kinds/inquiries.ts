import { sql } from 'drizzle-orm'
import { markersOf, only } from './audience'
import { kind, word } from './kind'

/** A learner asks about a grade. Asked again before anybody has looked, it is no more news. */
export const gradeAsked = kind({
  group: 'teaching',
  for: 'staff',
  bell: true,
  mail: 'now',
  events: {
    'grade.asked': (_, event) => {
      const [courseId, userId, itemId] = [word(event, 'courseId'), word(event, 'userId'), word(event, 'itemId')]
      if (!courseId || !userId || !itemId) return null
      const to = sql`(select m.user_id from ${markersOf(courseId)} m where m.user_id <> ${userId})`
      const about = `grade-asked:${itemId}:${userId}`
      return { to, courseId, subjectId: itemId, personId: userId, about, again: true }
    },
  },
})

/** Somebody who marks has answered. */
export const gradeAnswered = kind({
  group: 'grades',
  for: 'everyone',
  bell: true,
  mail: 'now',
  events: {
    'grade.answered': (_, event) => {
      const [courseId, userId, itemId] = [word(event, 'courseId'), word(event, 'userId'), word(event, 'itemId')]
      if (!courseId || !userId || !itemId) return null
      const about = `grade-answered:${itemId}`
      return { to: only(userId), courseId, subjectId: itemId, personId: userId, about, again: true }
    },
  },
})
