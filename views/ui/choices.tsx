import type { Child } from 'hono/jsx'
import { Icon } from './icon'

export type ChoiceOption = {
  value: string
  label: Child
  /** One sentence that says what choosing it means. */
  sentence?: string
  disabled?: boolean
}

type ChoicesProps = {
  name: string
  legend: string
  options: ChoiceOption[]
  /** The chosen value, or values when `many`. */
  value?: string | string[] | null
  many?: boolean
  hint?: string
  error?: string | null
}

/** Radio buttons, or boxes when `many`, each with a sentence beside it. */
export function Choices({ name, legend, options, value, many, hint, error }: ChoicesProps) {
  const chosen = Array.isArray(value) ? value : value ? [value] : []
  const by = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <fieldset class="field" id={name} tabindex={-1} aria-describedby={by || undefined}>
      <legend class="field-label">{legend}</legend>
      <div class="choices">
        {options.map((option) => (
          <label class="choice">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={option.disabled}
              aria-invalid={error ? 'true' : undefined}
            />
            <span>
              <b>{option.label}</b>
              {option.sentence && <small>{option.sentence}</small>}
            </span>
          </label>
        ))}
      </div>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="hint problem" id={`${name}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

type CheckProps = {
  name: string
  label: Child
  sentence?: string
  checked?: boolean
  value?: string
  id?: string
  error?: string | null
}

/** One box on its own. */
export function Check({ name, label, sentence, checked, value = 'on', id = name, error }: CheckProps) {
  return (
    <div class="field">
      <label class="check" for={id}>
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          checked={checked}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>
          {label}
          {sentence && <small>{sentence}</small>}
        </span>
      </label>
      {error && (
        <p class="hint problem" id={`${id}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
    </div>
  )
}
