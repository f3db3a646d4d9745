import { isLocale, type MessageKey } from '../../views/translate'
import { roles } from '../domain/policy'
import type { Leaf, Line } from '../domain/rules'
import { readDomain } from '../lib/email-address'
import { isZone, localDateTime, readLocalDateTime } from '../lib/zones'

type Fields = Record<string, string | string[]>

const MOST = 50

/** The rows of a rule's form (`kind.0`, `join.0`, `not.0`, ...). `wrong` says what the first unfinished row lacks. */
export function readLines(fields: Fields, zone: string): { lines: Line[]; wrong: MessageKey | null } {
  const lines: Line[] = []
  let wrong: MessageKey | null = null
  for (let at = 0; at < MOST && `kind.${at}` in fields; at++) {
    const one = (name: string) => String([fields[`${name}.${at}`] ?? ''].flat()[0])
    const many = (name: string) => [fields[`${name}.${at}`] ?? []].flat().map(String).filter(Boolean)
    const { leaf, lacks } = readLeaf(one('kind'), one, many, zone)
    if (!leaf) continue
    if (lacks) wrong ??= lacks
    lines.push({ join: one('join') === 'or' ? 'or' : 'and', not: one('not') === 'not', leaf })
  }
  return { lines, wrong }
}

type Read = { leaf: Leaf | null; lacks?: MessageKey }

function readLeaf(kind: string, one: (name: string) => string, many: (name: string) => string[], zone: string): Read {
  const whole = (name: string, most: number) => {
    const value = Number(one(name))
    return one(name) !== '' && Number.isInteger(value) && value >= 0 && value <= most ? value : null
  }
  if (kind === 'from' || kind === 'until') {
    const at = readLocalDateTime(one('moment'), zone)
    return { leaf: { date: { [kind]: at ?? 0 } }, lacks: at === null ? 'courses.dateUnreadable' : undefined }
  }
  if (kind === 'days') {
    const days = whole('days', 3_650)
    return { leaf: { daysAfterEnrollment: days ?? 0 }, lacks: days === null ? 'courses.ruleWrong' : undefined }
  }
  if (kind === 'completed') return { leaf: { completed: one('item') }, lacks: lacking(one('item')) }
  if (kind === 'grade') {
    const percent = readShare(one('percent'))
    const lacks = percent === null ? 'courses.percentMissing' : lacking(one('item'))
    return { leaf: { grade: one('item'), atLeast: percent ?? 60 }, lacks }
  }
  if (kind === 'group') return { leaf: { group: many('groups') }, lacks: lacking(many('groups')[0]) }
  if (kind === 'user') return { leaf: { user: many('people') }, lacks: lacking(many('people')[0]) }
  if (kind === 'emailDomain') {
    const domain = readDomain(one('equals'))
    return { leaf: { profile: kind, equals: domain ?? one('equals') }, lacks: lacking(domain) }
  }
  const leaf = { profile: kind, equals: one('equals') }
  if (kind === 'role') return { leaf, lacks: lacking(roles.find((role) => role === leaf.equals)) }
  if (kind === 'language') return { leaf, lacks: lacking(isLocale(leaf.equals) ? leaf.equals : null) }
  if (kind === 'zone') return { leaf, lacks: isZone(leaf.equals) ? undefined : 'courses.zoneUnknown' }
  return { leaf: null }
}

/** Percent, with a fraction where one means it (62.5). */
function readShare(typed: string): number | null {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() !== '' && value >= 0 && value <= 100 ? value : null
}

const lacking = (value: string | null | undefined): MessageKey | undefined => (value ? undefined : 'courses.ruleWrong')

type Choices = { items: { id: string; maxPoints: number | null }[] }

/** A new row of a kind, with what most likely is meant. */
export function blankLine(kind: string, { items }: Choices, now: number): Line {
  const tomorrow = readLocalDateTime(`${localDateTime(now + 86_400_000, 'UTC').slice(0, 10)}T08:00`, 'UTC') ?? now
  const first = items[0]?.id ?? ''
  const graded = items.find(({ maxPoints }) => maxPoints !== null)?.id ?? ''
  const leaves: Record<string, Leaf> = {
    from: { date: { from: tomorrow } },
    until: { date: { until: tomorrow } },
    days: { daysAfterEnrollment: 7 },
    completed: { completed: first },
    grade: { grade: graded, atLeast: 60 },
    group: { group: [] },
    user: { user: [] },
    ...Object.fromEntries(
      ['role', 'language', 'zone', 'emailDomain'].map((field) => [field, { profile: field, equals: '' }]),
    ),
  }
  return { join: 'and', not: false, leaf: leaves[kind]! }
}
