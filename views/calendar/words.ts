import type { DateKind } from '../../worker/db/calendar-dates'
import { urls } from '../../worker/urls'
import type { Kind } from '../courses/words'
import type { MessageKey, Translate } from '../translate'
import type { IconName } from '../ui/icon'

/** A date as it stands in a calendar. UTC milliseconds. */
export type ShownDate = {
  kind: DateKind
  subjectId: string
  itemKind: Kind | null
  title: string
  courseId: string
  course: string
  zone: string
  at: number
  isDraft: boolean
  isDone: boolean
}

export const kindWords = (t: Translate, kind: DateKind) => t(`calendar.kind.${kind}` as MessageKey)

export const dateHref = ({ itemKind, subjectId }: Pick<ShownDate, 'itemKind' | 'subjectId'>) =>
  itemKind === null ? urls.course(subjectId) : urls.itemOfKind(itemKind, subjectId)

export const kindIcons: Record<DateKind, IconName> = {
  starts: 'flag',
  ends: 'flag',
  'course-due': 'clock',
  due: 'clock',
  opens: 'door',
  closes: 'lock',
  publishes: 'eye',
  'reviews-open': 'group',
  'reviews-end': 'group',
}

/** The weekday with which weeks begin where a language is at home; 1 is Monday. */
export const firstWeekday: Record<string, number> = { pt: 7, ja: 7, ar: 6 }
