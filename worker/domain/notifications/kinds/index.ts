import { announcement } from './announcement'
import { certificate } from './certificate'
import { dueSoon, overdue } from './dates'
import { enrolled } from './enrolled'
import { feedback, graded, regraded } from './graded'
import { gradeAnswered, gradeAsked } from './inquiries'
import { joined } from './joined'
import type { Kind } from './kind'
import { opened } from './opened'
import { registered } from './organization'
import { reviewAsked, reviewed } from './peers'
import { finished, imported, joinRequest, problem, stuck, toMark } from './teaching'

/** Everything that people are told of, in the order in which they choose how. A further kind is a line here and its words. */
export const kinds = {
  enrolled,
  joined,
  opened,
  announcement,
  'due-soon': dueSoon,
  overdue,
  'review-asked': reviewAsked,
  graded,
  feedback,
  regraded,
  reviewed,
  'grade-answered': gradeAnswered,
  certificate,
  'to-mark': toMark,
  'grade-asked': gradeAsked,
  'join-request': joinRequest,
  finished,
  stuck,
  problem,
  imported,
  registered,
} satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as KindName[]
export const isKindName = (name: string): name is KindName => Object.hasOwn(kinds, name)
export { type Event, isPushed, type Kind, type KindGroup, type News } from './kind'
