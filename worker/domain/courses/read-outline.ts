import type { ItemCompletion, ItemKind } from '../../db/schema'
import { resolveDeadline } from '../deadlines'
import type { Actor } from '../policy'
import { type Clause, evaluateRule, type Facts, itemIdsIn, type Rule, withoutItems } from '../rules'
import type { OutlineRows } from './outline-queries'
import { type Course, type Enrollment, type Standing, standingIn } from './standing'

export type ItemRow = OutlineRows[2][number]
export type ItemState = 'done' | 'current' | 'open' | 'locked' | 'draft'

export type OutlineItem = {
  id: string
  moduleId: string
  kind: ItemKind
  title: string
  /** Place in the course, from 1. */
  number: number
  state: ItemState
  /** What must happen before it opens, all of it; empty where it is open. */
  lock: Clause[]
  /** Something was done in it, though not all. */
  isStarted: boolean
  completedAt: number | null
  /** Said by whoever completed or reopened it by hand; null otherwise. */
  overrideReason: string | null
  completion: ItemCompletion
  required: boolean
  expectedMinutes: number | null
  maxPoints: number | null
  gradeCategoryId: string | null
  extraCredit: boolean
  /** Its grades are not given out yet. */
  holdGrades: boolean
  /** Released, in points. */
  points: number | null
  dueAt: number | null
  publishedAt: number | null
  publishAt: number | null
}

export type OutlineModule = {
  id: string
  title: string
  number: number
  lock: Clause[]
  items: OutlineItem[]
  publishedAt: number | null
  publishAt: number | null
}

/** A course as one reader sees it. */
export type Outline = {
  course: Course
  /** IANA zone in which the course says its dates. */
  zone: string
  standing: Standing
  enrollment: Enrollment | null
  modules: OutlineModule[]
  /** All items, in order. */
  items: OutlineItem[]
  /** Where Continue goes; null where all is done or nothing is open. */
  current: OutlineItem | null
  done: number
  all: number
  percent: number
  minutesLeft: number
}

type Options = { now: number; asLearner?: boolean }

/** What the rows of `outlineQueries` say to this reader; null for strangers. */
export function readOutline(
  rows: OutlineRows,
  actor: Actor | null,
  { now, asLearner = false }: Options,
): Outline | null {
  const [[found], moduleRows, itemRows, [enrolled]] = rows
  if (!found) return null
  const { course } = found
  const zone = course.zone || found.organizationZone
  const standing = standingIn(course, enrolled ?? null, actor, { now, zone, asLearner })
  if (!standing) return null
  const enrollment = enrolled && enrolled.state !== 'withdrawn' ? enrolled : null
  const isStaff = standing.as === 'staff'
  const facts = factsOf(rows, actor, enrollment, asLearner, { now, zone })
  const reader: Reading = { rows, facts, standing, course, enrollment, zone, previous: null }

  const modules: OutlineModule[] = []
  let number = 0
  for (const row of moduleRows) {
    if (!isStaff && !row.publishedAt) continue
    const verdict = isStaff ? null : verdictOf(row.availability, facts)
    if (verdict?.isOutOfReach) continue
    const lock = verdict?.unmet ?? []
    const shown: OutlineItem[] = []
    for (const item of itemRows.filter(({ moduleId }) => moduleId === row.id)) {
      const read = readItem(item, lock, reader)
      if (read) shown.push({ ...read, number: ++number })
    }
    modules.push({
      id: row.id,
      title: row.title,
      number: modules.length + 1,
      lock,
      items: shown,
      publishedAt: row.publishedAt,
      publishAt: row.publishAt,
    })
  }
  return withCurrent({ course, zone, standing, enrollment, modules })
}

type Reading = {
  rows: OutlineRows
  facts: Facts
  standing: Standing
  course: Course
  enrollment: Enrollment | null
  zone: string
  /** In a course that goes in order: the first item before this one that still waits. */
  previous: string | null
}

/** One item for this reader; null where it is not for them. */
function readItem(item: ItemRow, moduleLock: Clause[], reading: Reading): Omit<OutlineItem, 'number'> | null {
  const { facts, standing, course, rows } = reading
  const isStaff = standing.as === 'staff'
  if (!isStaff && !item.publishedAt) return null
  const own = rows[4].find(({ itemId }) => itemId === item.id)
  const isDone = facts.completed.has(item.id)
  const lock: Clause[] = []
  if (!isStaff) {
    const verdict = verdictOf(item.availability, facts)
    if (verdict?.isOutOfReach && !isDone) return null
    if (standing.closed) lock.push(standing.closed)
    lock.push(...moduleLock, ...(verdict?.unmet ?? []))
    if (course.inOrder && reading.previous && !isDone) {
      const already = JSON.stringify(lock)
      const first = { key: 'rules.complete', values: { item: reading.previous } } as const
      if (!already.includes(JSON.stringify(first))) lock.push(first)
    }
    const isAwaited = item.required && item.completion.kind !== 'none' && !isDone
    if (isAwaited && !waitsForLater(item, reading)) reading.previous ??= item.title
  }
  // What was done once stays open: a lock that comes later takes nothing away.
  const isOpen = isStaff || (isDone && !standing.closed) || !lock.length
  const grade = rows[5].find(({ itemId }) => itemId === item.id)
  return {
    id: item.id,
    moduleId: item.moduleId,
    kind: item.kind,
    title: item.title,
    state: !item.publishedAt ? 'draft' : isDone ? 'done' : isOpen ? 'open' : 'locked',
    lock: isOpen ? [] : lock,
    isStarted: own !== undefined && !isDone,
    completedAt: own?.completedAt ?? null,
    overrideReason: own?.overriddenBy ? (own.overrideReason ?? '') : null,
    completion: item.completion,
    required: item.required,
    expectedMinutes: item.expectedMinutes,
    maxPoints: grade?.points != null ? grade.maxPoints : item.maxPoints,
    gradeCategoryId: item.gradeCategoryId,
    extraCredit: item.extraCredit,
    holdGrades: item.holdGrades,
    points: grade?.points ?? null,
    dueAt: dueFor(item, reading),
    publishedAt: item.publishedAt,
    publishAt: item.publishAt,
  }
}

/** What lies in the bin locks nobody out: a rule forgets it until it returns. */
function verdictOf(rule: Rule | null, facts: Facts) {
  if (!rule) return null
  const gone = new Set(itemIdsIn(rule).filter((id) => !facts.titles.has(id)))
  const left = gone.size ? withoutItems(rule, gone) : rule
  return left && evaluateRule(left, facts)
}

/** What waits for something behind it cannot hold that up as well: nobody could go on. */
function waitsForLater(item: ItemRow, { rows: [, modules, all], facts }: Reading): boolean {
  const place = ({ moduleId, position }: ItemRow) => [modules.findIndex(({ id }) => id === moduleId), position] as const
  const [module, position] = place(item)
  return (item.availability ? itemIdsIn(item.availability) : []).some((id) => {
    const other = all.find((one) => one.id === id)
    if (!other || facts.completed.has(id)) return false
    const [otherModule, otherPosition] = place(other)
    return otherModule > module || (otherModule === module && otherPosition > position)
  })
}

function dueFor(item: ItemRow, { rows, zone, standing: { as } }: Reading): number | null {
  const overrides = rows[7].filter(({ itemId }) => itemId === item.id)
  const person = as === 'learner' ? rows[8][0] : undefined
  const standing = { extraDays: person?.laterDays ?? 0, extraHours: person?.laterHours ?? 0 }
  if (!overrides.length && !standing.extraDays && !standing.extraHours) return item.dueAt
  const dates = (dueAt: number | null) => ({ dueAt, closesAt: null })
  const personal = overrides.find(({ userId }) => userId !== null)
  return resolveDeadline({
    base: dates(item.dueAt),
    zone,
    personal: personal ? dates(personal.dueAt) : null,
    groups: overrides
      .filter(({ userId }) => userId === null)
      .map(({ dueAt, group }) => ({ ...dates(dueAt), name: group ?? '' })),
    accommodation: standing,
  }).dueAt
}

function factsOf(
  rows: OutlineRows,
  actor: Actor | null,
  enrollment: Enrollment | null,
  asLearner: boolean,
  { now, zone }: { now: number; zone: string },
): Facts {
  const [, , itemRows, , done, marks, groupRows, , [person]] = rows
  const isFresh = asLearner && enrollment?.role !== 'learner'
  return {
    now,
    zone,
    userId: actor?.id ?? '',
    enrolledAt: isFresh ? now : (enrollment?.createdAt ?? null),
    completed: new Set(done.filter(({ state }) => state === 'completed').map(({ itemId }) => itemId)),
    grades: new Map(
      marks.flatMap(({ itemId, points, maxPoints }) =>
        points === null || maxPoints <= 0 ? [] : [[itemId, (points * 100) / maxPoints] as const],
      ),
    ),
    groups: new Set(groupRows.map(({ id }) => id)),
    profile: {
      role: person?.role,
      language: person?.locale || actor?.locale,
      zone: person?.zone || actor?.zone,
      emailDomain: person?.email?.split('@').at(-1),
    },
    titles: new Map(itemRows.map(({ id, title }) => [id, title])),
  }
}

type Read = Omit<Outline, 'items' | 'current' | 'done' | 'all' | 'percent' | 'minutesLeft'>

function withCurrent(read: Read): Outline {
  const items = read.modules.flatMap((one) => one.items)
  const counted = items.filter(({ required, completion }) => required && completion.kind !== 'none')
  const done = counted.filter(({ state }) => state === 'done').length
  const open = items.filter(({ state }) => state === 'open')
  const current =
    read.standing.as !== 'learner'
      ? null
      : (open.find(({ id }) => id === read.enrollment?.currentItemId) ??
        open.find(({ required, completion }) => required && completion.kind !== 'none') ??
        open.find(({ completion }) => completion.kind !== 'none') ??
        null)
  if (current) current.state = 'current'
  return {
    ...read,
    items,
    current,
    done,
    all: counted.length,
    percent: read.enrollment?.percent ?? 0,
    minutesLeft: items.reduce((sum, item) => sum + (item.state === 'done' ? 0 : (item.expectedMinutes ?? 0)), 0),
  }
}
