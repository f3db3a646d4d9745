import type { View } from '../view'

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
