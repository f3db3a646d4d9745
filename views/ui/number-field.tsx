import { Field, type FieldFrameProps } from './field'

type Props = Omit<FieldFrameProps, 'error'> & {
  /** What was typed and what was wrong with it, by field. */
  form: { values: Record<string, string | string[] | undefined>; errors: Record<string, string> }
  /** Of the longest number that fits. */
  digits: number
  /** Stands fixed after the field: "MB", "%". */
  after?: string
}

/** A whole number, as a phone's keyboard for digits types it. */
export const NumberField = ({ form, digits, ...props }: Props) => (
  <Field
    {...props}
    value={String(form.values[props.name] ?? '')}
    error={form.errors[props.name]}
    inputmode="numeric"
    maxlength={digits}
  />
)
