import type { Names, Rule } from '../../worker/domain/rules'
import { describeRule } from '../../worker/domain/rules'
import { withoutIsolates } from '../../worker/lib/isolate'
import { cleanLine } from '../../worker/lib/text'
import { sayClause } from '../rules/say-rule'
import type { MessageKey } from '../translate'
import type { IconName } from '../ui/icon'
import { duration } from '../ui/time'
import type { View } from '../view'

export type Kind = 'lesson' | 'quiz' | 'assignment'
export const kinds: readonly Kind[] = ['lesson', 'quiz', 'assignment']
export const kindIcon: Record<Kind, IconName> = { lesson: 'lesson', quiz: 'quiz', assignment: 'assignment' }
export const kindKey: Record<Kind, MessageKey> = {
  lesson: 'courses.kind.lesson',
  quiz: 'courses.kind.quiz',
  assignment: 'courses.kind.assignment',
}

type Completion =
  | { kind: 'viewed' | 'marked' | 'submitted' | 'none' }
  | { kind: 'time'; minutes: number }
  | { kind: 'video' | 'passed'; percent: number }

/** What completes an item, said to the learner. */
export function sayCompletion(view: View, completion: Completion): string {
  const { t } = view
  if (completion.kind === 'time') return t('courses.done.time', { time: duration(view, completion.minutes * 60) })
  if (completion.kind === 'video') return t('courses.done.video', { percent: completion.percent })
  if (completion.kind === 'passed') return t('courses.done.passed', { percent: completion.percent })
  return t(`courses.done.${completion.kind}`)
}

/** Values of a person that a rule may ask about. */
export const profileFields = ['role', 'language', 'zone', 'emailDomain'] as const
export const profileFieldKey = (name: string): MessageKey =>
  `courses.profile.${(profileFields as readonly string[]).includes(name) ? (name as 'role') : 'role'}`

/** A rule as the rest of "Open: …"; null for none. */
export function sayRule(view: View, rule: Rule | null | undefined, names: Names): string | null {
  const clause = rule && describeRule(rule, { ...names, profileField: (name) => view.t(profileFieldKey(name)) })
  return clause ? sayClause(view, clause) : null
}

/** What a duplicate is called, however long its original's title is. */
export const titleOfCopy = ({ t }: View, title: string) =>
  cleanLine(withoutIsolates(t('courses.copyOf', { title })), 200)
