import type { JSX } from 'hono/jsx'
import { described, FieldFrame, type FieldFrameProps, split } from './field'

export type Option = { value: string; label: string; disabled?: boolean }

type Choices = {
  options: Option[]
  value?: string | null /** The first, empty choice: "Any language". */
  empty?: string
}
type SelectFieldProps = FieldFrameProps &
  Choices &
  Omit<JSX.IntrinsicElements['select'], keyof FieldFrameProps | keyof Choices>

export function SelectField({ options, value, empty, ...props }: SelectFieldProps) {
  const { frame, rest } = split(props)
  return (
    <FieldFrame {...frame}>
      <select {...rest} {...described(frame)} name={frame.name} class="input">
        <Options options={options} value={value} empty={empty} />
      </select>
    </FieldFrame>
  )
}

type SelectProps = Choices & { label: string; bare?: boolean } & Omit<JSX.IntrinsicElements['select'], keyof Choices>

/** A select on its own, named for those who cannot see what stands around it; `bare` inside a sentence. */
export function Select({ options, value, empty, label, bare, ...rest }: SelectProps) {
  return (
    <select {...rest} aria-label={label} class={bare ? undefined : 'input'}>
      <Options options={options} value={value} empty={empty} />
    </select>
  )
}

function Options({ options, value, empty }: Choices) {
  return (
    <>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option value={option.value} selected={option.value === value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </>
  )
}
