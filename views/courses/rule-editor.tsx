import type { Leaf, Line, Names, Rule } from '../../worker/domain/rules'
import { localDateTime } from '../../worker/lib/zones'
import { Button, IconButton } from '../ui/button'
import { Form } from '../ui/form'
import { Select } from '../ui/select'
import type { View } from '../view'
import { profileFieldKey, profileFields, sayRule } from './words'

export const conditionKinds = ['from', 'until', 'days', 'completed', 'grade', 'group', 'user', 'profile'] as const
export type ConditionKind = (typeof conditionKinds)[number]

type Choice = { id: string; title?: string; name?: string }

export type RuleEditorProps = {
  view: View
  /** Takes the rule (PUT). */
  action: string
  rule: Rule | null
  /** The rows to edit; null where the rule has no short form, and can only be replaced. */
  lines: Line[] | null
  names: Names
  choices: {
    items: (Choice & { maxPoints: number | null })[]
    groups: Choice[]
    people: Choice[]
    find: string
    hasMore: boolean
  }
  zone: string
  error?: string | null
}

/**
 * When and for whom something is open, edited as the rows of one sentence: each row is said and chosen in place, joined by
 * "and" or "or". Rows are added and taken away by buttons of the form, so it works without JavaScript.
 */
export function RuleEditor(props: RuleEditorProps) {
  const { view, action, rule, lines, names, choices, error } = props
  const { t } = view
  const said = sayRule(view, rule, names)
  const offered = conditionKinds.filter(
    (kind) =>
      (kind !== 'completed' || choices.items.length) &&
      (kind !== 'grade' || choices.items.some(({ maxPoints }) => maxPoints !== null)) &&
      (kind !== 'group' || choices.groups.length) &&
      (kind !== 'user' || choices.people.length),
  )
  return (
    <Form action={action} method="put" target="closest .rule-editor" swap="outerHTML" class="rule-editor">
      {choices.hasMore && <button class="visually-hidden" name="act" value="find" tabindex={-1} aria-hidden="true" />}
      <p class="rule-said">{said ? t('courses.openWhen', { rule: said }) : t('courses.openAlways')}</p>
      {error && <p class="hint problem">{error}</p>}
      {lines === null ? (
        <p class="hint">{t('courses.ruleTooLong')}</p>
      ) : (
        <ol role="list" class="rule-lines">
          {lines.map((line, i) => (
            <RuleLine {...props} line={line} at={i} />
          ))}
        </ol>
      )}
      {choices.hasMore && lines?.some(({ leaf }) => 'user' in leaf) && (
        <div class="rule-add">
          <input
            class="input"
            type="search"
            name="find"
            value={choices.find}
            maxlength={100}
            dir="auto"
            aria-label={t('courses.findPeople')}
            placeholder={t('courses.findPeople')}
          />
          <Button small name="act" value="find" icon="search">
            {t('courses.findPeople')}
          </Button>
        </div>
      )}
      <div class="rule-add">
        <Select
          name="add"
          label={t('courses.addCondition')}
          empty={t('courses.addCondition')}
          options={offered.map((kind) => ({ value: kind, label: t(`courses.condition.${kind}`) }))}
        />
        <Button small name="act" value="add" icon="plus">
          {t('courses.add')}
        </Button>
      </div>
      <div class="buttons form-end">
        <Button kind="primary" name="act" value="save">
          {t('common.save')}
        </Button>
        {(rule || lines === null) && (
          <Button kind="quiet" name="act" value="clear">
            {t('courses.openForAll')}
          </Button>
        )}
      </div>
    </Form>
  )
}

function RuleLine({ line, at, ...props }: RuleEditorProps & { line: Line; at: number }) {
  const { view } = props
  const { t } = view
  const kind = kindOfLeaf(line.leaf)
  return (
    <li class="sentence">
      <input type="hidden" name={`kind.${at}`} value={kind} />
      {at > 0 ? (
        <Select
          name={`join.${at}`}
          label={t('courses.joinedBy')}
          bare
          value={line.join}
          options={[
            { value: 'and', label: t('courses.and') },
            { value: 'or', label: t('courses.or') },
          ]}
        />
      ) : (
        <input type="hidden" name={`join.${at}`} value="and" />
      )}
      <Select
        name={`not.${at}`}
        label={t('courses.isOrNot')}
        bare
        value={line.not ? 'not' : ''}
        options={[
          { value: '', label: t(`courses.if.${kind}`) },
          { value: 'not', label: t(`courses.ifNot.${kind}`) },
        ]}
      />
      <LeafFields {...props} leaf={line.leaf} at={at} />
      <IconButton icon="close" label={t('courses.removeCondition')} name="act" value={`remove.${at}`} />
    </li>
  )
}

function LeafFields({ view, leaf, at, choices, zone }: RuleEditorProps & { leaf: Leaf; at: number }) {
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
