import { certificate } from './certificate'
import { dueSoon, overdue } from './dates'
import { enrolled } from './enrolled'
import { feedback, graded, regraded } from './graded'
import { joined } from './joined'
import type { Kind } from './kind'
import { opened } from './opened'
import { registered } from './organization'
import { finished, imported, joinRequest, problem, stuck, toMark } from './teaching'

/** Everything that people are told of, in the order in which they choose how. A further kind is a line here and its words. */
export const kinds = {
  enrolled,
  joined,
  opened,
  'due-soon': dueSoon,
  overdue,
  graded,
  feedback,
  regraded,
  certificate,
  'to-mark': toMark,
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
export type { Event, Kind, KindGroup, News } from './kind'
