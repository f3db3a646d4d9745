import type { ItemKind } from '../../worker/db/schema'
import type { NotificationLine } from '../../worker/domain/notifications'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import type { IconName } from '../ui/icon'
import { type Clock, dueTime } from '../ui/time'

/** What a line of it needs to be said; the rest is where it leads. */
export type Told = NotificationLine

const icons: Record<Told['kind'], IconName> = {
  enrolled: 'courses',
  joined: 'courses',
  opened: 'courses',
  announcement: 'callout',
  'due-soon': 'clock',
  overdue: 'clock',
  'review-asked': 'people',
  graded: 'award',
  feedback: 'callout',
  regraded: 'award',
  reviewed: 'callout',
  'grade-answered': 'callout',
  certificate: 'certificate',
  'to-mark': 'checklist',
  'grade-asked': 'callout',
  'join-request': 'people',
  finished: 'flag',
  stuck: 'people',
  problem: 'problem',
  imported: 'upload',
  registered: 'people',
}
export const iconOf = ({ kind }: Told): IconName => icons[kind]

/** What happened, in one sentence. Where its reader may not see any more what it is about, it says only that. */
export function sayTold(clock: Clock, told: Told): string {
  const { t } = clock
  const { course, certificate } = told
  const item = told.detail === 'module' ? told.module : told.item
  const person = told.person ?? t('notifications.somebody')
  const gone = () => t('notifications.gone', { kind: t(`notifications.kind.${told.kind}`) })
  const say = (key: string, values: Record<string, string | null>) => {
    if (Object.values(values).includes(null)) return gone()
    return t(`notifications.say.${key}` as MessageKey, values as Record<string, string>)
  }
  switch (told.kind) {
    case 'enrolled':
      return say(roles.has(told.detail) ? `enrolled.${told.detail}` : 'enrolled.learner', { course })
    case 'joined':
      return say(told.detail === 'approved' ? 'joined.approved' : 'joined.declined', { course })
    case 'opened':
      return say('opened', { item, course })
    case 'due-soon':
    case 'overdue':
    case 'review-asked':
      return say(told.kind, { item, when: whenDue(clock, told) })
    case 'announcement':
      return say('announcement', { title: told.announcement })
    case 'certificate':
      return say('certificate', { title: certificate })
    case 'imported':
      return course === null ? t('notifications.say.imported.alone') : say('imported.course', { course })
    case 'join-request':
    case 'finished':
    case 'stuck':
      return say(told.kind, { person, course })
    case 'problem':
    case 'grade-asked':
      return say(told.kind, { person, item })
    case 'registered':
      return say('registered', { person })
    default:
      return say(told.kind, { item })
  }
}

const roles = new Set(['instructor', 'assistant', 'observer'])

const whenDue = (clock: Clock, { detail, courseZone }: Told) =>
  Number(detail) > 0 ? dueTime(clock, Number(detail), courseZone ?? undefined) : null

/** Where it leads; null where that is no longer for its reader. */
export function hrefOf(told: Told): string | null {
  const { courseId, subjectId, personId } = told
  const inCourse = told.course !== null && courseId !== null
  switch (told.kind) {
    case 'announcement':
      return told.announcement !== null && subjectId ? urls.announcement(subjectId) : null
    case 'certificate':
      return told.certificate !== null && subjectId ? urls.certificate(subjectId) : null
    case 'enrolled':
      return inCourse ? urls.course(courseId) : null
    case 'joined':
      return inCourse ? (told.detail === 'approved' ? urls.course(courseId) : urls.catalogue()) : null
    case 'to-mark':
      return told.item !== null && courseId ? urls.marking(courseId, { item: subjectId ?? undefined }) : null
    case 'grade-asked':
    case 'grade-answered':
      return gradeHref(told)
    case 'join-request':
      return inCourse ? urls.course(courseId) : null
    case 'finished':
    case 'stuck':
      return inCourse && personId && told.person !== null ? urls.learner(courseId, personId) : null
    case 'problem':
      return told.item !== null && subjectId ? `${urls.lessonEdit(subjectId)}#report-${told.detail}` : null
    case 'imported':
      return subjectId ? urls.importRun(subjectId) : null
    case 'registered':
      return urls.people()
    default:
      return itemHref(told)
  }
}

function itemHref({ item, itemKind, module, detail, courseId, subjectId }: Told): string | null {
  if (item !== null && itemKind !== null && subjectId) return urls.itemOfKind(itemKind as ItemKind, subjectId)
  return detail === 'module' && module !== null && courseId ? urls.course(courseId) : null
}

/** Its thread stands beside the grade; without a name it is in the list of what is asked in the course. */
function gradeHref({ kind, item, person, personId, courseId, subjectId }: Told): string | null {
  if (item === null || !courseId) return null
  if (person !== null && personId) return `${urls.learnerGrades(courseId, personId)}#grade-${subjectId}`
  return kind === 'grade-asked' ? urls.inquiries(courseId) : null
}
