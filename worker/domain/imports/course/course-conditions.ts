import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { courses, mediaLinks } from '../../../db/schema'
import { newCode } from '../../../lib/ids'
import { cleanLine } from '../../../lib/text'
import { categoryNamed, ensureCategory } from '../../courses'
import type { CoursePlan } from '../markdown'
import type { Stored } from './read-stored'
import type { Settled } from './settle'
import type { StoredFiles } from './store-files'

type Given = { plan: CoursePlan; settled: Settled; stored: Stored | null; files: StoredFiles }

/** What the folder says of the course beside its texts; what it does not say stays. */
export function conditionStatements(
  tenant: Tenant,
  { plan: { course }, settled: { courseId }, stored, files }: Given,
  isSame: boolean,
) {
  const { db } = tenant
  const hasOtherPicture = course.picture != null && files.changed.has(course.picture)
  if (isSame && !hasOtherPicture) return []
  const { zone, afterEnd, inOrder, visibility, joining, joinEndsAt, joinMost, completion, certificate, chat, grading } =
    course
  const category = course.category === undefined ? null : cleanLine(course.category, 80)
  const said = {
    ...(zone !== undefined && { zone }),
    ...(afterEnd !== undefined && { afterEnd }),
    ...(inOrder !== undefined && { inOrder }),
    ...(visibility !== undefined && { visibility }),
    ...(joining !== undefined && { joining }),
    ...(joining === 'code' && !stored?.course.joinCode && { joinCode: newCode() }),
    ...(joinEndsAt !== undefined && { joinEndsAt }),
    ...(joinMost !== undefined && { joinMost }),
    ...(completion !== undefined && { completion }),
    ...(certificate !== undefined && { certificate }),
    ...(chat !== undefined && { chat }),
    ...(grading !== undefined && { grading }),
    ...(category !== null && { categoryId: category ? categoryNamed(category) : null }),
    ...datesOf(course, stored),
    ...pictureOf(course, files),
  }
  if (Object.keys(said).length === 0) return []
  return [
    ...(category ? [ensureCategory(tenant, category)] : []),
    db.update(courses).set(said).where(eq(courses.id, courseId)),
    ...(said.pictureId === undefined ? [] : linkPicture(tenant, courseId, said.pictureId)),
  ]
}

/** The end stays behind the beginning, also where only one of them is said. */
function datesOf({ startsAt, endsAt }: CoursePlan['course'], stored: Stored | null) {
  const begins = startsAt === undefined ? (stored?.course.startsAt ?? null) : startsAt
  const ends = endsAt === undefined ? (stored?.course.endsAt ?? null) : endsAt
  return begins !== null && ends !== null && ends <= begins ? {} : { startsAt: begins, endsAt: ends }
}

function pictureOf({ picture }: CoursePlan['course'], files: StoredFiles): { pictureId?: string | null } {
  if (picture === undefined) return {}
  if (picture === null) return { pictureId: null }
  const id = files.ids.get(picture) // what was refused stands in the report
  return id ? { pictureId: id } : {}
}

const linkPicture = ({ db }: Tenant, courseId: string, pictureId: string | null) => [
  db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'course'), eq(mediaLinks.subjectId, courseId))),
  ...(pictureId
    ? [db.insert(mediaLinks).values({ mediaId: pictureId, kind: 'course' as const, subjectId: courseId })]
    : []),
]
