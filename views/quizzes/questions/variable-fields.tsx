import { listIn, type Typed } from '../../../worker/domain/quizzes/questions'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'

const MOST_ROWS = 12
const LEAST_ROWS = 2

const fields = [
  { name: 'variable', key: 'quizzes.formula.nameN', label: 'quizzes.formula.name' },
  { name: 'from', key: 'quizzes.formula.fromN', label: 'quizzes.formula.from' },
  { name: 'to', key: 'quizzes.formula.toN', label: 'quizzes.formula.to' },
  { name: 'step', key: 'quizzes.formula.stepN', label: 'quizzes.formula.step' },
] as const

/** A variable a row: its name, and from where to where in which steps chance counts. */
export function VariableFields({ view, typed, error }: { view: View; typed: Typed; error: string | undefined }) {
  const rows = rowsOf(typed)
  return (
    <fieldset
      class="field"
      id="variables"
      tabindex={-1}
      aria-describedby={`${error ? 'variables-error ' : ''}variables-hint`}
    >
      <legend class="field-label">{view.t('quizzes.formula.variablesLabel')}</legend>
      <p class="hint" id="variables-hint">
        {view.t('quizzes.formula.variablesHint', {})}
      </p>
      <div class="variable-heads small muted" aria-hidden="true">
        {fields.map(({ label }) => (
          <span>{view.t(label)}</span>
        ))}
      </div>
      <ol class="variable-rows" role="list">
        {rows.map((row, i) => (
          <li>
            {fields.map(({ name, key, label }, place) => (
              <input
                class="input"
                name={name}
                value={row[place]}
                dir="ltr"
                maxlength={20}
                inputmode={place ? 'decimal' : 'text'}
                autocapitalize="off"
                autocomplete="off"
                spellcheck={false}
                autofocus={typed.more === 'row' && i === rows.length - 1 && place === 0}
                aria-label={view.t(key, { n: i + 1 })}
                placeholder={place === 3 ? '1' : view.t(label)}
              />
            ))}
          </li>
        ))}
      </ol>
      {rows.length < MOST_ROWS && (
        <Button kind="quiet" small icon="plus" name="more" value="row">
          {view.t('quizzes.formula.addVariable')}
        </Button>
      )}
      {error && (
        <p class="hint problem" id="variables-error">
          <Icon name="problem" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

function rowsOf(typed: Typed): string[][] {
  const lists = fields.map(({ name }) => listIn(typed, name))
  const rows = lists[0]!.map((_, i) => lists.map((list) => list[i] ?? ''))
  const wanted = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, typed.more === 'row' ? rows.length + 1 : rows.length))
  while (rows.length < wanted) rows.push(fields.map(() => ''))
  return rows
}
