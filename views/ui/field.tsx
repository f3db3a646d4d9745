import type { Child, JSX } from 'hono/jsx'
import { Icon } from './icon'

export type FieldFrameProps = {
  name: string
  label: string
  /** The name, unless the page has that name twice. */
  id?: string
  hint?: Child
  error?: string | null
  /** "optional", in the reader's language, where most fields of the form are not. */
  optional?: string
}

type FieldProps = FieldFrameProps & {
  /** Stands fixed after the field, in the same box: ".lyceum.example", "%". */
  after?: string
} & Omit<JSX.IntrinsicElements['input'], keyof FieldFrameProps>

/** A label, its input, what helps to fill it in and what was wrong with it. */
export function Field({ after, type = 'text', ...props }: FieldProps) {
  const { frame, rest } = split(props)
  const input = <input {...rest} {...described(frame)} name={frame.name} type={type} class="input" />
  return (
    <FieldFrame {...frame}>
      {after ? (
        <div class="joined">
          {input}
          <span dir="ltr">{after}</span>
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

type TextAreaProps = FieldFrameProps & { value?: string } & Omit<
    JSX.IntrinsicElements['textarea'],
    keyof FieldFrameProps | 'value'
  >

export function TextArea({ value, ...props }: TextAreaProps) {
  const { frame, rest } = split(props)
  return (
    <FieldFrame {...frame}>
      <textarea {...rest} {...described(frame)} name={frame.name} class="input" dir="auto">
        {value}
      </textarea>
    </FieldFrame>
  )
}

export function FieldFrame({
  name,
  label,
  id = name,
  hint,
  error,
  optional,
  children,
}: FieldFrameProps & { children?: Child }) {
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="optional">({optional})</span>}
      </label>
      {children}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="hint problem" id={`${id}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
    </div>
  )
}

/** The attributes that tie an input to its label, hint and error. */
export function described({ name, id = name, hint, error }: FieldFrameProps) {
  const by = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return { id, 'aria-invalid': error ? ('true' as const) : undefined, 'aria-describedby': by || undefined }
}

export function split<Props extends FieldFrameProps>({ name, label, id, hint, error, optional, ...rest }: Props) {
  return { frame: { name, label, id, hint, error, optional }, rest }
}
