import { localDateTime, zoneToday } from '../../worker/lib/zones'
import type { View } from '../view'
import type { SettingsPageProps } from './settings-page'

type Values = Record<string, string | string[]> | undefined

/** What a field shows: as it was sent, or else as the course has it. A box that was sent empty was not sent at all. */
export const typedIn = (values: Values) => ({
  typed: (name: string, own: string | number | null | undefined) => String(values?.[name] ?? own ?? ''),
  ticked: (name: string, own: boolean) => (values ? values[name] === 'on' : own),
})

type Group = 'visibility' | 'joining' | 'afterEnd' | 'rule'

/** One of a few, each with the sentence that says what it means. */
export const optionOf = ({ t }: View, group: Group, value: string) => ({
  value,
  label: t(`courses.${group}.${value}` as 'courses.visibility.enrolled'),
  sentence: t(`courses.${group}Sentence.${value}` as 'courses.visibilitySentence.enrolled'),
})

/** As a date field takes it. */
export const dayOf = (at: number | null, zone: string) => (at === null ? '' : localDateTime(at, zone).slice(0, 10))

type Shown = Pick<SettingsPageProps, 'course' | 'category' | 'zone' | 'mayGiveToEveryone'>

/** The fields of the settings as the course has them: what the form shows before anything is typed. */
export function shownOf({ course, category, zone, mayGiveToEveryone }: Shown): Record<string, string> {
  const { completion } = course
  const local = (at: number | null) => (at === null ? '' : localDateTime(at, zone))
  const tick = (name: string, is: boolean) => (is ? { [name]: 'on' } : {})
  return {
    title: course.title,
    summary: course.summary,
    category: category ?? '',
    tags: course.tags.join(', '),
    expectedHours: String(course.expectedHours ?? ''),
    locale: course.locale ?? '',
    zone: zoneToday(course.zone ?? ''),
    startsAt: local(course.startsAt),
    endsAt: local(course.endsAt),
    afterEnd: course.afterEnd,
    ...tick('inOrder', course.inOrder),
    visibility: course.visibility,
    joining: course.joining,
    joinEndsAt: dayOf(course.joinEndsAt, zone),
    joinMost: String(course.joinMost ?? ''),
    ...tick('everyone', mayGiveToEveryone && course.everyone),
    rule: completion.kind,
    count: completion.kind === 'count' ? String(completion.n) : '',
    percent: completion.kind === 'average' ? String(completion.percent) : '',
    ...tick('certificate', course.certificate),
    ...tick('chat', course.chat),
  }
}
