import type { Leaf } from '../../worker/domain/rules'
import { localDateTime } from '../../worker/lib/zones'
import { Select } from '../ui/select'
import type { View } from '../view'
import { profileFieldKey, profileFields } from './words'

export const conditionKinds = ['from', 'until', 'days', 'completed', 'grade', 'group', 'user', 'profile'] as const
export type ConditionKind = (typeof conditionKinds)[number]

type Choice = { id: string; title?: string; name?: string }

/** What a condition may name. */
export type RuleChoices = {
  items: (Choice & { maxPoints: number | null })[]
  groups: Choice[]
  people: Choice[]
}

type LeafProps = { view: View; leaf: Leaf; at: number; choices: RuleChoices; zone: string }

/** The fields of one condition, by its kind; names end in the place of its row. */
export function LeafFields({ view, leaf, at, choices, zone }: LeafProps) {
  const { t } = view
  const name = (field: string) => `${field}.${at}`
  if ('date' in leaf) {
    const moment = leaf.date.from ?? leaf.date.until
    return (
      <>
        <input
          type="datetime-local"
          name={name('moment')}
          value={moment ? localDateTime(moment, zone) : ''}
          aria-label={t('courses.inZone', { zone })}
        />
        <span class="small muted" aria-hidden="true">
          {t('courses.inZone', { zone })}
        </span>
      </>
    )
  }
  if ('daysAfterEnrollment' in leaf) {
    return <NumberInput name={name('days')} value={leaf.daysAfterEnrollment} max={3650} label={t('courses.days')} />
  }
  if ('completed' in leaf) {
    return <ItemSelect name={name('item')} value={leaf.completed} items={choices.items} label={t('courses.item')} />
  }
  if ('grade' in leaf) {
    return (
      <>
        <ItemSelect
          name={name('item')}
          value={leaf.grade}
          items={choices.items.filter(({ maxPoints }) => maxPoints !== null)}
          label={t('courses.item')}
        />
        <span>≥</span>
        <NumberInput name={name('percent')} value={leaf.atLeast} max={100} label={t('courses.percent')} />
        <span>%</span>
      </>
    )
  }
  if ('group' in leaf)
    return <Many name={name('groups')} chosen={leaf.group} from={choices.groups} label={t('courses.groups')} />
  if ('user' in leaf)
    return <Many name={name('people')} chosen={leaf.user} from={choices.people} label={t('courses.people')} />
  return (
    <>
      <Select
        name={name('field')}
        label={t('courses.profileField')}
        bare
        value={leaf.profile}
        options={profileFields.map((field) => ({ value: field, label: t(profileFieldKey(field)) }))}
      />
      <span>=</span>
      <input name={name('equals')} value={leaf.equals} maxlength={200} aria-label={t('courses.value')} />
    </>
  )
}

function NumberInput({ name, value, max, label }: { name: string; value: number; max: number; label: string }) {
  return (
    <input
      class="input short"
      type="number"
      name={name}
      value={String(value)}
      min="0"
      max={String(max)}
      aria-label={label}
    />
  )
}

function ItemSelect({ name, value, items, label }: { name: string; value: string; items: Choice[]; label: string }) {
  return (
    <Select
      name={name}
      label={label}
      value={value}
      options={items.map(({ id, title }) => ({ value: id, label: title ?? '' }))}
    />
  )
}

function Many({ name, chosen, from, label }: { name: string; chosen: string[]; from: Choice[]; label: string }) {
  return (
    <select multiple name={name} size={Math.min(5, Math.max(2, from.length))} aria-label={label}>
      {from.map((one) => (
        <option value={one.id} selected={chosen.includes(one.id)}>
          {one.name}
        </option>
      ))}
    </select>
  )
}

export function kindOfLeaf(leaf: Leaf): ConditionKind {
  if ('date' in leaf) return leaf.date.until !== undefined && leaf.date.from === undefined ? 'until' : 'from'
  if ('daysAfterEnrollment' in leaf) return 'days'
  if ('completed' in leaf) return 'completed'
  if ('grade' in leaf) return 'grade'
  if ('group' in leaf) return 'group'
  return 'user' in leaf ? 'user' : 'profile'
}
