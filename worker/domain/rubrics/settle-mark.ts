import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { isInsisted } from '../../db/insist'
import type { MarkContent } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { fitChoices, gradeByRubric, isGuide, type RubricChoice, refuseOutside } from '../../lib/rubric'
import { cleanText } from '../../lib/text'
import { type MarkVersion, markQuery, type Subject } from './marks'

/** Characters of a comment to who did the work. */
export const MOST_COMMENT = 20_000

export type MarkGiven = {
  /** Null: what the rubric gives. */
  points: number | null
  comment: string
  choices?: RubricChoice[]
  /** The version of the rubric that `choices` speak of; else the one that the page shows. */
  rubricVersionId?: string | null
  /** The mark that the writer has read; left out, the one that stands. */
  revision?: number
  /** Only what this group handed in comes next. */
  groupId?: string
}

type Marking = {
  /** The most that may be given. */
  worth: number
  /** By which it is marked; null is none. */
  version: MarkVersion | null
  /** What stands in the form. */
  standing: MarkContent
}

/** The version by which something is marked: the one that was wanted or begun with, else the newest; null is none. */
export function versionOf(
  { rubric, versions }: { rubric: MarkVersion | null; versions: MarkVersion[] },
  id: string | null,
): MarkVersion | null {
  return [...versions, ...(rubric ? [rubric] : [])].find((version) => version.id === id) ?? rubric
}

/** What is kept of a mark, and the points that it gives; null where none are said yet. Invalid beyond what it is worth. */
export function settleMark({ worth, version, standing }: Marking, { points, comment, choices }: MarkGiven) {
  if (points !== null && !(points >= 0 && points <= worth))
    throw new Invalid('points', 'grades.outOfRange', { most: worth })
  if (version && choices) refuseOutside(version.body, choices)
  const fitting = version ? fitChoices(version.body, choices ?? standing.choices) : []
  const content: MarkContent = {
    points: points === null ? null : Math.round(points * 100) / 100,
    comment: cleanText(comment, MOST_COMMENT),
    rubricVersionId: version && fitting.length ? version.id : null,
    choices: fitting,
  }
  return { content, points: content.points ?? (version && gradeByRubric(version.body, fitting, worth)) }
}

/** The sentence for a mark without points. */
export const pointsMissing = (version: MarkVersion | null) =>
  new Invalid(
    'points',
    version?.body.scored
      ? isGuide(version.body)
        ? 'rubrics.typeAll'
        : 'rubrics.chooseAll'
      : 'assignments.pointsMissing',
  )

export const isSameMark = (one: MarkContent | null | undefined, other: MarkContent) =>
  (one?.rubricVersionId ?? null) === other.rubricVersionId &&
  JSON.stringify(one?.choices ?? []) === JSON.stringify(other.choices) &&
  (one?.points ?? null) === (one ? other.points : null)

/** Whether a batch broke because something was written since it was read: by somebody else at the same mark, or at all. */
export async function whyBroken(
  tenant: Tenant,
  { subject, revision, actorId }: { subject: Subject; revision: number; actorId: string },
  error: unknown,
): Promise<'taken' | 'changed'> {
  if (!isInsisted(error) && !isUniqueViolation(error)) throw error
  const [now] = await markQuery(tenant.db, subject)
  return now && now.mark.revision !== revision && now.mark.draftBy !== actorId ? 'taken' : 'changed'
}

/** For `.catch`: somebody else wrote since this writer has read the mark, or the item has been changed. */
export const orTaken =
  (tenant: Tenant, writing: { subject: Subject; revision: number; actorId: string }) =>
  async (error: unknown): Promise<never> => {
    throw new Conflict((await whyBroken(tenant, writing, error)) === 'taken' ? 'marking.taken' : 'error.conflict')
  }
