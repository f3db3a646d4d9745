import { type Option, Select } from './select'
import { Sentence } from './sentence'

/** `before`: the words of the sentence that lead to it. */
type Part = { before: string; name: string; label: string } & (
  | { kind: 'words'; value: string; empty: string }
  | { kind: 'choice'; value: string | null; empty: string; options: Option[] }
  | { kind: 'day'; value: string }
)

type Props = {
  action: string
  /** The region that the sentence filters. */
  target: string
  submit: string
  parts: Part[]
  /** What of the address stays as it is: how the list is sorted. */
  kept?: Record<string, string>
}

/** "Show learners named … who are behind in all groups". A choice among nothing is left out. */
export function FilterSentence({ action, target, submit, parts, kept = {} }: Props) {
  return (
    <Sentence action={action} target={target} submit={submit}>
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {parts.map((part) => {
        if (part.kind === 'choice' && part.options.length === 0) return null
        return (
          <>
            <span>{part.before}</span>
            <Blank part={part} />
          </>
        )
      })}
    </Sentence>
  )
}

function Blank({ part }: { part: Part }) {
  const { name, label } = part
  if (part.kind === 'choice')
    return <Select bare name={name} label={label} value={part.value} empty={part.empty} options={part.options} />
  if (part.kind === 'day') return <input type="date" name={name} value={part.value} aria-label={label} />
  return (
    <input type="search" name={name} value={part.value} maxlength={200} aria-label={label} placeholder={part.empty} />
  )
}
