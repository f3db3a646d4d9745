import type { Leaf } from '../../worker/domain/rules'
import { localDateTime } from '../../worker/lib/zones'
import { Select } from '../ui/select'
import type { View } from '../view'
import { type ProfileField, profileField, profileFields, profileValues } from './words'

export const conditionKinds = [
  ...(['from', 'until', 'days', 'completed', 'grade', 'group', 'user'] as const),
  ...profileFields,
] as const
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
        <NumberInput name={name('percent')} value={leaf.atLeast} max={100} label={t('courses.percent')} hasFractions />
        <span>%</span>
      </>
    )
  }
  if ('group' in leaf)
    return <Many name={name('groups')} chosen={leaf.group} from={choices.groups} label={t('courses.groups')} />
  if ('user' in leaf)
    return <Many name={name('people')} chosen={leaf.user} from={choices.people} label={t('courses.people')} />
  return <ProfileValue view={view} field={profileField(leaf.profile)} name={name('equals')} value={leaf.equals} />
}

type ProfileValueProps = { view: View; field: ProfileField; name: string; value: string }

function ProfileValue({ view, field, name, value }: ProfileValueProps) {
  const label = view.t(`courses.profile.${field}`)
  const options = profileValues(view, field)
  if (options)
    return (
      <Select
        name={name}
        label={label}
        value={value}
        empty={options.some((one) => one.value === value) ? undefined : '…'}
        options={options}
      />
    )
  return (
    <input class="input" name={name} value={value} maxlength={200} placeholder="school.example" aria-label={label} />
  )
}

type NumberProps = { name: string; value: number; max: number; label: string; hasFractions?: boolean }

function NumberInput({ name, value, max, label, hasFractions }: NumberProps) {
  return (
    <input
      class="input short"
      type="number"
      name={name}
      value={String(value)}
      min="0"
      max={String(max)}
      step={hasFractions ? 'any' : undefined}
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
  return 'user' in leaf ? 'user' : profileField(leaf.profile)
}
