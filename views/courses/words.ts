import { roles } from '../../worker/domain/policy'
import type { Names, Rule } from '../../worker/domain/rules'
import { describeRule } from '../../worker/domain/rules'
import { withoutIsolates } from '../../worker/lib/isolate'
import { cleanLine } from '../../worker/lib/text'
import { listZones } from '../../worker/lib/zones'
import { languages } from '../languages'
import { sayClause } from '../rules/say-rule'
import type { MessageKey } from '../translate'
import type { IconName } from '../ui/icon'
import { duration } from '../ui/time'
import type { View } from '../view'

export type Kind = 'lesson' | 'quiz' | 'assignment' | 'forum'
export const kinds: readonly Kind[] = ['lesson', 'quiz', 'assignment', 'forum']
export const kindIcon: Record<Kind, IconName> = {
  lesson: 'lesson',
  quiz: 'quiz',
  assignment: 'assignment',
  forum: 'forum',
}
export const kindKey: Record<Kind, MessageKey> = {
  lesson: 'courses.kind.lesson',
  quiz: 'courses.kind.quiz',
  assignment: 'courses.kind.assignment',
  forum: 'courses.kind.forum',
}

type Worth = { kind: Kind; maxPoints: number | null }

/** A survey is a quiz that is not even worth no points. */
export const isSurvey = ({ kind, maxPoints }: Worth): boolean => kind === 'quiz' && maxPoints === null

export const kindWord = (item: Worth): MessageKey => (isSurvey(item) ? 'courses.kind.survey' : kindKey[item.kind])

type Completion =
  | { kind: 'viewed' | 'marked' | 'submitted' | 'none' }
  | { kind: 'time'; minutes: number }
  | { kind: 'video' | 'passed'; percent: number }
  | { kind: 'written'; threads: number; replies: number }

/** What completes an item, said to the learner. */
export function sayCompletion(view: View, completion: Completion): string {
  const { t } = view
  if (completion.kind === 'time') return t('courses.done.time', { time: duration(view, completion.minutes * 60) })
  if (completion.kind === 'video') return t('courses.done.video', { percent: completion.percent })
  if (completion.kind === 'passed') return t('courses.done.passed', { percent: completion.percent })
  if (completion.kind === 'written') {
    const { threads, replies } = completion
    if (!threads) return t('courses.done.replies', { replies })
    return replies ? t('courses.done.written', { threads, replies }) : t('courses.done.threads', { threads })
  }
  return t(`courses.done.${completion.kind}`)
}

/** Values of a person that a rule may ask about. */
export const profileFields = ['role', 'language', 'zone', 'emailDomain'] as const
export type ProfileField = (typeof profileFields)[number]
export const profileField = (name: string): ProfileField => profileFields.find((field) => field === name) ?? 'role'

/** What a field of a profile may be; null where anything may stand there. */
export function profileValues({ t }: View, field: ProfileField): { value: string; label: string }[] | null {
  if (field === 'role') return roles.map((role) => ({ value: role, label: t(`role.${role}`) }))
  if (field === 'language') return languages.map(({ code, name }) => ({ value: code, label: name }))
  if (field === 'zone') return listZones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return null
}

/** A rule as the rest of "Open: …"; null for none. */
export function sayRule(view: View, rule: Rule | null | undefined, names: Names): string | null {
  const profile = (name: string, value: string) => {
    const field = profileField(name)
    const chosen = profileValues(view, field)?.find((one) => one.value === value)
    return { field: view.t(`courses.profile.${field}`), value: chosen?.label ?? value }
  }
  const clause = rule && describeRule(rule, { ...names, profile })
  return clause ? sayClause(view, clause) : null
}

/** What a duplicate is called, however long its original's title is. */
export const titleOfCopy = ({ t }: View, title: string) =>
  cleanLine(withoutIsolates(t('courses.copyOf', { title })), 200)
