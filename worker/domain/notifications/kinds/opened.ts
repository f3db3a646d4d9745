import { sql } from 'drizzle-orm'
import { learnersWithItem, learnersWithModule } from './audience'
import { kind, word } from './kind'
import { itemGate, moduleGate, waitsForTime } from './opening'

/** Something new stands open in a course. What opens later, by its date, is told then: `tellOpenings`. */
export const opened = kind({
  group: 'courses',
  for: 'everyone',
  bell: true,
  mail: 'daily',
  events: {
    'item.published': async ({ db }, event) => {
      const { subjectId, at } = event
      const gate = await itemGate(db, subjectId)
      return {
        to: learnersWithItem(subjectId, at, gate ? sql`not ${waitsForTime(gate, at)}` : sql`0`),
        courseId: word(event, 'courseId'),
        subjectId,
      }
    },
    'module.published': async ({ db }, event) => {
      const { subjectId, at } = event
      const gate = await moduleGate(db, subjectId)
      return {
        to: learnersWithModule(subjectId, at, gate ? sql`not ${waitsForTime(gate, at)}` : sql`0`),
        courseId: word(event, 'courseId'),
        subjectId,
        detail: 'module',
      }
    },
  },
})
