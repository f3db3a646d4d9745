import type { Line, Names, Rule } from '../../worker/domain/rules'
import { Button, IconButton } from '../ui/button'
import { Form } from '../ui/form'
import { Select } from '../ui/select'
import type { View } from '../view'
import { conditionKinds, kindOfLeaf, LeafFields, type RuleChoices } from './condition-fields'
import { sayRule } from './words'

export type RuleEditorProps = {
  view: View
  /** Takes the rule (PUT). */
  action: string
  rule: Rule | null
  /** The rows to edit; null where the rule has no short form, and can only be replaced. */
  lines: Line[] | null
  names: Names
  choices: RuleChoices & { find: string; hasMore: boolean }
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
    <Form
      action={action}
      method="put"
      target={view.partial ? 'closest .rule-editor' : undefined}
      swap="outerHTML"
      class="rule-editor"
    >
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
      <LeafFields view={view} leaf={line.leaf} at={at} choices={props.choices} zone={props.zone} />
      <IconButton icon="close" label={t('courses.removeCondition')} name="act" value={`remove.${at}`} />
    </li>
  )
}
