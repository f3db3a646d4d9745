import { Invalid, refuseWrong } from '../errors'
import { cleanLine, cleanText } from './text'

/** `points` is null where the rubric gives none. */
export type RubricLevel = { id: string; title: string; description: string; points: number | null }
export type RubricCriterion = {
  id: string
  title: string
  description: string
  levels: RubricLevel[]
  /** Of a marking guide: no levels, the points are typed, from none to so many. */
  most?: number
  /** What markers look for; who did the work does not read it. */
  forMarkers?: string
}
/** Ids are unique within the rubric's criteria, or the criterion's levels, and stay from version to version. */
export type RubricBody = {
  /** False: levels are words, and the mark is typed. A marking guide is scored. */
  scored: boolean
  criteria: RubricCriterion[]
}

type Fresh<Kind> = Omit<Kind, 'id'> & { id?: string | undefined }
export type GivenCriterion = Omit<Fresh<RubricCriterion>, 'levels' | 'most' | 'forMarkers'> & {
  levels: Fresh<RubricLevel>[]
  most?: number | null | undefined
  forMarkers?: string | undefined
}
export type GivenRubric = { scored: boolean; criteria: GivenCriterion[] }

/** What a marker says of one criterion; `levelId` is null where only a comment is written, `points` are of a marking guide. */
export type RubricChoice = { criterionId: string; levelId: string | null; comment: string; points?: number | undefined }

/** Whether points are typed for each criterion. */
export const isGuide = ({ criteria }: Pick<RubricBody, 'criteria'>): boolean =>
  criteria.some(({ most }) => most !== undefined)

export const mostRubric = {
  title: 120,
  criteria: 20,
  levels: 8,
  name: 200,
  description: 1_000,
  points: 1_000,
  comment: 2_000,
}

/**
 * A rubric as it was written, checked, with ids. What has no id and the title of one that stands (`before`) is that one.
 * Invalid names `criterion-0` (its place) or `criteria`.
 */
export function settleRubric(given: GivenRubric, before: RubricBody | null = null): RubricBody {
  const criteria = given.criteria.map((one) => ({
    ...one,
    title: cleanLine(one.title, mostRubric.name),
    description: cleanText(one.description, mostRubric.description),
    levels: one.levels.map((level) => ({
      ...level,
      title: cleanLine(level.title, mostRubric.name),
      description: cleanText(level.description, mostRubric.description),
      points: given.scored && level.points !== null ? round(level.points) : null,
    })),
    most: one.most == null ? undefined : round(one.most),
    forMarkers: cleanText(one.forMarkers ?? '', mostRubric.description),
  }))
  refuseWrong(
    criteria.length === 0 && new Invalid('criteria', 'rubrics.noCriteria'),
    criteria.length > mostRubric.criteria &&
      new Invalid('criteria', 'rubrics.tooManyCriteria', { most: mostRubric.criteria }),
    ...criteria.map((one, place) => wrongCriterion(one, place, given.scored)),
    given.scored &&
      criteria.length > 0 &&
      mostPoints({ criteria }) <= 0 &&
      new Invalid('criteria', 'rubrics.worthNothing'),
  )
  const ids = withIds(criteria, before?.criteria ?? [], 'c')
  return {
    scored: given.scored,
    criteria: criteria.map(({ title, description, levels, most, forMarkers }, place) => {
      const known = before?.criteria.find(({ id }) => id === ids[place])
      const levelIds = withIds(levels, known?.levels ?? [], 'l')
      return {
        id: ids[place]!,
        title,
        description,
        levels: levels.map(({ title, description, points }, n) => ({ id: levelIds[n]!, title, description, points })),
        ...(most !== undefined && { most }),
        ...(forMarkers && { forMarkers }),
      }
    }),
  }
}

function wrongCriterion({ title, levels, most }: GivenCriterion, place: number, scored: boolean): Invalid | false {
  const field = `criterion-${place}`
  if (!title) return new Invalid(field, 'rubrics.criterionUntitled')
  if (most != null) {
    const isWhole = scored && levels.length === 0 && most > 0 && most <= mostRubric.points
    return !isWhole && new Invalid(field, 'rubrics.mostWrong', { title, most: mostRubric.points })
  }
  if (levels.length < 2) return new Invalid(field, 'rubrics.tooFewLevels', { title })
  if (levels.length > mostRubric.levels)
    return new Invalid(field, 'rubrics.tooManyLevels', { title, most: mostRubric.levels })
  if (levels.some((level) => !level.title)) return new Invalid(field, 'rubrics.levelUntitled', { title })
  const isWrong = ({ points }: Pick<RubricLevel, 'points'>) =>
    points === null || !(points >= 0 && points <= mostRubric.points)
  return scored && levels.some(isWrong) && new Invalid(field, 'rubrics.levelPoints', { title, most: mostRubric.points })
}

function withIds(
  given: { id?: string | undefined; title: string }[],
  before: { id: string; title: string }[],
  letter: string,
) {
  const taken = new Set<string>()
  const keep = (id: string | undefined) => {
    if (!id || taken.has(id)) return null
    taken.add(id)
    return id
  }
  const own = given.map(({ id }) => keep(id && /^[a-z0-9-]{1,40}$/.test(id) ? id : undefined))
  const named = given.map(
    ({ title }, place) => own[place] ?? keep(before.find((one) => one.title === title && !taken.has(one.id))?.id),
  )
  const all = new Set([...taken, ...before.map(({ id }) => id)])
  let next = 1
  return named.map((id) => {
    if (id) return id
    while (all.has(`${letter}${next}`)) next += 1
    all.add(`${letter}${next}`)
    return `${letter}${next}`
  })
}

type Worth = { levels: { points: number | null }[]; most?: number | null | undefined }

const pointsOf = ({ levels, most }: Worth) => most ?? Math.max(0, ...levels.map(({ points }) => points ?? 0))

/** The most that a rubric gives. */
export const mostPoints = ({ criteria }: { criteria: Worth[] }): number =>
  round(criteria.reduce((sum, one) => sum + pointsOf(one), 0))

export const mostOfCriterion = pointsOf

export type RubricScore = {
  /** Of the chosen levels, or as they were typed, summed. */
  points: number
  most: number
  /** Criteria of which nothing was said. */
  open: number
}

/** Null where the rubric gives no points. */
export function scoreOf(body: RubricBody, choices: RubricChoice[]): RubricScore | null {
  if (!body.scored) return null
  const given = body.criteria.map((criterion) => pointsIn(criterion, choices))
  return {
    points: round(given.reduce<number>((sum, points) => sum + (points ?? 0), 0)),
    most: mostPoints(body),
    open: given.filter((points) => points === null).length,
  }
}

/** The points of one criterion; null where none were given yet. */
export function pointsIn(criterion: RubricCriterion, choices: RubricChoice[]): number | null {
  if (criterion.most === undefined) return levelOf(criterion, choices)?.points ?? null
  return choices.find(({ criterionId }) => criterionId === criterion.id)?.points ?? null
}

export function levelOf({ id, levels }: RubricCriterion, choices: RubricChoice[]): RubricLevel | undefined {
  const choice = choices.find(({ criterionId }) => criterionId === id)
  return levels.find((level) => level.id === choice?.levelId)
}

/** What the rubric gives of `worth` points, to two decimals; null while a criterion is open, or where it gives no points. */
export function gradeByRubric(body: RubricBody, choices: RubricChoice[], worth: number): number | null {
  const score = scoreOf(body, choices)
  if (!score || score.open > 0 || score.most <= 0) return null
  return Math.min(worth, round((score.points / score.most) * worth))
}

/** Choices as they fit this rubric: one a criterion, of its own levels, within its points; those that say nothing are left out. */
export function fitChoices({ criteria }: RubricBody, choices: RubricChoice[]): RubricChoice[] {
  return criteria.flatMap(({ id, levels, most }): RubricChoice[] => {
    const found = choices.find(({ criterionId }) => criterionId === id)
    if (!found) return []
    const levelId = levels.some((level) => level.id === found.levelId) ? found.levelId : null
    const comment = cleanText(found.comment, mostRubric.comment)
    const typed = most === undefined || isOutside(found, most) ? undefined : found.points
    const points = typed === undefined ? {} : { points: round(typed) }
    return levelId || comment || typed !== undefined ? [{ criterionId: id, levelId, comment, ...points }] : []
  })
}

const isOutside = ({ points }: RubricChoice, most: number) => points !== undefined && !(points >= 0 && points <= most)

/** Refuses points that a marking guide does not give: Invalid names `points-<criterion>`. */
export function refuseOutside({ criteria }: RubricBody, choices: RubricChoice[]): void {
  refuseWrong(
    ...criteria.map(({ id, most }) => {
      const said = choices.find(({ criterionId }) => criterionId === id)
      const isWrong = said !== undefined && most !== undefined && isOutside(said, most)
      return isWrong && new Invalid(`points-${id}`, 'grades.outOfRange', { most })
    }),
  )
}

const round = (points: number) => Math.round(points * 100) / 100
