import type { CourseCompletion } from '../../../db/schema/courses'
import { mostNetworks, readNetwork } from '../../../lib/networks'
import { mostCode, mostTime, mostTries } from '../../../lib/quiz-rules'
import { navigations } from '../../../lib/quiz-sections'
import { decodePath } from '../../../lib/references'
import { cleanLine } from '../../../lib/text'
import { isoInZone, isZone, readIso } from '../../../lib/zones'
import type { Rule } from '../../rules'
import { flagOf, numberOf, textOf, type Values } from './front-matter'
import { readGrading, writeGrading } from './grading'
import { resolvePath, typeOfName } from './paths'
import type { CourseConditions, ItemConditions, ModuleConditions, PlannedQuiz, Report } from './plan'
import { readRubrics, writeRubrics } from './rubrics'
import { type RuleNames, readRule, writeRule } from './rule'

/** Where something was said, for the report. */
export type Place = { path: string; report: Report }

/** `none` and an empty value say that there is none; what cannot be read counts as not said. */
export function said<Value>(values: Values, key: string, read: (value: unknown) => Value | null, unread: () => void) {
  if (!Object.hasOwn(values, key)) return undefined
  const value = values[key]
  if (value === null || value === '' || value === 'none') return null
  const result = read(value)
  if (result === null) unread()
  return result ?? undefined
}

export const momentIn = (values: Values, key: string, zone: string, { path, report }: Place, dayEnds = false) =>
  said(
    values,
    key,
    (value) => readIso(String(value), zone, dayEnds),
    () =>
      report({
        level: 'problem',
        path,
        line: null,
        key: 'date-unreadable',
        values: { name: key, text: String(values[key]).slice(0, 100) },
      }),
  )

const ruleIn = (values: Values, zone: string, { path, report }: Place): Rule | null | undefined =>
  said(
    values,
    'availability',
    (value) => readRule(value, zone),
    () => report({ level: 'problem', path, line: null, key: 'rule-broken', values: {} }),
  )

function oneOf<Word extends string>(values: Values, key: string, words: readonly Word[], { path, report }: Place) {
  const text = textOf(values, key)
  const word = words.find((one) => one === text)
  if (text && !word) report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name: key, text } })
  return word
}

/** Without what is not said. */
export const onlySaid = <Kind extends object>(values: { [Key in keyof Kind]: Kind[Key] | undefined }) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Kind>

export function readItemConditions(values: Values, zone: string, place: Place): Partial<ItemConditions> {
  return onlySaid<ItemConditions>({
    dueAt: momentIn(values, 'due', zone, place, true),
    publishAt: momentIn(values, 'publish', zone, place),
    availability: ruleIn(values, zone, place),
    gradeCategoryId: said(
      values,
      'gradeCategory',
      (value) => String(value).slice(0, 80),
      () => {},
    ),
    extraCredit: flagOf(values, 'extraCredit') ?? undefined,
    holdGrades: flagOf(values, 'holdGrades') ?? undefined,
  })
}

type QuizTimes = Pick<
  PlannedQuiz,
  | 'timeLimitMinutes'
  | 'graceSeconds'
  | 'opensAt'
  | 'closesAt'
  | 'delayMinutes'
  | 'accessCode'
  | 'networks'
  | 'wrongPercent'
  | 'onePage'
  | 'sectionPages'
  | 'navigation'
  | 'shuffleSections'
  | 'tries'
  | 'tryPercent'
>

/** When a quiz is taken, for how long, and what being wrong costs. A close before its opening is left out. */
export function readQuizTimes(values: Values, zone: string, place: Place): Partial<QuizTimes> {
  const opensAt = momentIn(values, 'opens', zone, place)
  const closesAt = momentIn(values, 'closes', zone, place, true)
  const isTurned = opensAt != null && closesAt != null && closesAt <= opensAt
  if (isTurned) ignored(place, 'closes', textOf(values, 'closes'))
  const amount = (key: string, least: number, most: number) => {
    const number = numberOf(values, key)
    return number === null ? undefined : Math.min(most, Math.max(least, Math.round(number)))
  }
  const hasNoLimit = Object.hasOwn(values, 'limit') && numberOf(values, 'limit') === null
  return onlySaid<QuizTimes>({
    timeLimitMinutes: hasNoLimit ? null : amount('limit', 1, mostTime.limitMinutes),
    graceSeconds: amount('grace', 0, mostTime.graceSeconds),
    opensAt,
    closesAt: isTurned ? undefined : closesAt,
    delayMinutes: amount('delay', 0, mostTime.delayMinutes),
    accessCode: Object.hasOwn(values, 'code') ? cleanLine(textOf(values, 'code'), mostCode) : undefined,
    networks: networksIn(values, place),
    wrongPercent: amount('wrong', 0, 100),
    onePage: flagOf(values, 'onePage') ?? undefined,
    sectionPages: flagOf(values, 'sectionPages') ?? undefined,
    navigation: oneOf(values, 'navigation', navigations, place),
    shuffleSections: flagOf(values, 'shuffleSections') ?? undefined,
    tries: amount('tries', 1, mostTries),
    tryPercent: amount('tryCosts', 0, 100),
  })
}

/** Those that can be read; each other one is told. */
function networksIn(values: Values, place: Place): string[] | undefined {
  if (!Object.hasOwn(values, 'networks')) return undefined
  const said = [values.networks].flat().slice(0, mostNetworks).map(String)
  for (const one of said) if (readNetwork(one) === null) ignored(place, 'networks', one.slice(0, 60))
  return said.flatMap((one) => readNetwork(one) ?? [])
}

/** What differs from a new quiz. */
export function writeQuizTimes(quiz: Partial<QuizTimes>, zone: string) {
  const {
    timeLimitMinutes,
    graceSeconds = 30,
    opensAt,
    closesAt,
    delayMinutes = 0,
    accessCode,
    networks,
    wrongPercent,
  } = quiz
  return {
    ...(timeLimitMinutes != null && { limit: timeLimitMinutes }),
    ...(graceSeconds !== 30 && { grace: graceSeconds }),
    ...(opensAt != null && { opens: isoInZone(opensAt, zone) }),
    ...(closesAt != null && { closes: isoInZone(closesAt, zone) }),
    ...(delayMinutes !== 0 && { delay: delayMinutes }),
    ...(accessCode && { code: accessCode }),
    ...(networks?.length && { networks }),
    ...(wrongPercent && { wrong: wrongPercent }),
    ...(quiz.onePage && { onePage: true }),
    ...(quiz.sectionPages && { sectionPages: true }),
    ...(quiz.navigation === 'locked' && { navigation: 'locked' }),
    ...(quiz.shuffleSections && { shuffleSections: true }),
    ...((quiz.tries ?? 1) !== 1 && { tries: quiz.tries }),
    ...((quiz.tryPercent ?? 25) !== 25 && { tryCosts: quiz.tryPercent }),
  }
}

export function writeItemConditions(item: Partial<ItemConditions>, zone: string, names: RuleNames) {
  const { dueAt, publishAt, availability, gradeCategoryId, extraCredit, holdGrades } = item
  const rule = availability && writeRule(availability, zone, names)
  return {
    ...(dueAt != null && { due: isoInZone(dueAt, zone) }),
    ...(publishAt != null && { publish: isoInZone(publishAt, zone) }),
    ...(rule && { availability: rule }),
    ...(gradeCategoryId && { gradeCategory: gradeCategoryId }),
    ...(extraCredit && { extraCredit }),
    ...(holdGrades && { holdGrades }),
  }
}

export function readModuleConditions(values: Values, zone: string, place: Place): Partial<ModuleConditions> {
  const draft = flagOf(values, 'draft')
  return onlySaid<ModuleConditions>({
    published: draft === null ? undefined : !draft,
    publishAt: momentIn(values, 'publish', zone, place),
    availability: ruleIn(values, zone, place),
    certificate: flagOf(values, 'certificate') ?? undefined,
  })
}

export function writeModuleConditions(module: Partial<ModuleConditions>, zone: string, names: RuleNames) {
  const { published, publishAt, availability, certificate } = module
  const rule = availability && writeRule(availability, zone, names)
  return {
    ...(published !== undefined && { draft: !published }),
    ...(publishAt != null && { publish: isoInZone(publishAt, zone) }),
    ...(certificate !== undefined && { certificate }),
    ...(rule && { availability: rule }),
  }
}

/** `files` are the paths of the folder. */
export function readCourseConditions(
  values: Values,
  { fallbackZone, files, ...place }: Place & { fallbackZone: string; files: ReadonlySet<string> },
): Partial<CourseConditions> {
  const named = textOf(values, 'zone')
  const zone = named && isZone(named) ? named : ''
  if (named && !zone) ignored(place, 'zone', named)
  const clock = zone || fallbackZone
  const startsAt = momentIn(values, 'starts', clock, place)
  const endsAt = momentIn(values, 'ends', clock, place, true)
  const isTurned = startsAt != null && endsAt != null && endsAt <= startsAt
  if (isTurned) ignored(place, 'ends', textOf(values, 'ends'))
  return onlySaid<CourseConditions>({
    zone: zone || undefined,
    category: Object.hasOwn(values, 'category') ? textOf(values, 'category') : undefined,
    picture: pictureIn(values, files, place),
    startsAt,
    endsAt: isTurned ? undefined : endsAt,
    afterEnd: oneOf(values, 'afterEnd', ['none', 'read', 'full'], place),
    inOrder: flagOf(values, 'inOrder') ?? undefined,
    visibility: oneOf(values, 'visibility', ['enrolled', 'organization', 'public'], place),
    joining: oneOf(values, 'joining', ['staff', 'code', 'open', 'request'], place),
    joinEndsAt: momentIn(values, 'codeUntil', clock, place, true),
    joinMost: mostIn(values),
    completion: completionIn(values, place),
    certificate: flagOf(values, 'certificate') ?? undefined,
    chat: flagOf(values, 'chat') ?? undefined,
    grading: said(values, 'grading', readGrading, () => ignored(place, 'grading', '')),
    rubrics: said(values, 'rubrics', readRubrics, () => ignored(place, 'rubrics', '')) ?? undefined,
  })
}

/** Its media path stands in `picture`, as the file's path in the folder. */
export function writeCourseConditions(course: Partial<CourseConditions>, clock: string) {
  const { zone, category, picture, startsAt, endsAt, completion } = course
  const { afterEnd, inOrder, visibility, joining, joinEndsAt, joinMost, certificate, chat, grading, rubrics } = course
  return {
    ...(zone && { zone }),
    ...(category && { category }),
    ...(picture && { picture }),
    ...(startsAt != null && { starts: isoInZone(startsAt, clock) }),
    ...(endsAt != null && { ends: isoInZone(endsAt, clock) }),
    ...(afterEnd !== undefined && { afterEnd }),
    ...(inOrder !== undefined && { inOrder }),
    ...(visibility !== undefined && { visibility }),
    ...(joining !== undefined && { joining }),
    ...(joinEndsAt != null && { codeUntil: isoInZone(joinEndsAt, clock) }),
    ...(joinMost != null && { codeMost: joinMost }),
    ...(completion !== undefined && { completion: writeCompletion(completion) }),
    ...(certificate !== undefined && { certificate }),
    ...(chat !== undefined && { chat }),
    ...(grading && { grading: writeGrading(grading) }),
    ...(rubrics?.length && { rubrics: writeRubrics(rubrics) }),
  }
}

/** How many a code lets in: a whole number, anything else is not said. */
function mostIn(values: Values): number | undefined {
  const most = numberOf(values, 'codeMost')
  return most === null || !(most >= 1) ? undefined : Math.min(100_000, Math.round(most))
}

const writeCompletion = (completion: CourseCompletion) =>
  completion.kind === 'count'
    ? `count ${completion.n}`
    : completion.kind === 'average'
      ? `average ${completion.percent}`
      : 'all'

/** `all`, `count 5` (so many items) or `average 60` (percent). */
function completionIn(values: Values, place: Place): CourseCompletion | undefined {
  const text = textOf(values, 'completion')
  if (!text) return undefined
  const [, kind, digits] = /^(all|count|average)(?:\s+(\d{1,4}))?\s*%?$/.exec(text) ?? []
  const number = Number(digits)
  if (kind === 'all') return { kind }
  if (kind === 'count' && number >= 1) return { kind, n: number }
  if (kind === 'average' && number >= 1 && number <= 100) return { kind, percent: number }
  ignored(place, 'completion', text)
  return undefined
}

function pictureIn(values: Values, files: ReadonlySet<string>, place: Place): string | null | undefined {
  if (!Object.hasOwn(values, 'picture')) return undefined
  const name = textOf(values, 'picture')
  if (!name || name === 'none') return null
  const path = [resolvePath(place.path, name), resolvePath(place.path, decodePath(name))].find(
    (one) => one && files.has(one) && typeOfName(one).startsWith('image/'),
  )
  if (path) return path
  place.report({ level: 'problem', path: place.path, line: null, key: 'image-missing', values: { name } })
  return undefined
}

const ignored = ({ path, report }: Place, name: string, text: string) =>
  report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name, text } })
