import type { View } from '../view'

/** Name of a field to what is wrong with it, in a sentence; the empty name for the form as a whole. */
export type FormErrors = Record<string, string>

type ErrorSummaryProps = {
  view: View
  errors?: FormErrors | null
  /** Where the fields' ids are not their names. */
  ids?: Record<string, string>
}

/** Stands first in the form and takes focus, so that nobody has to look for what went wrong. */
export function ErrorSummary({ view, errors, ids = {} }: ErrorSummaryProps) {
  const wrong = Object.entries(errors ?? {})
  if (wrong.length === 0) return null
  return (
    <div class="summary" role="group" aria-labelledby="summary-title" tabindex={-1} autofocus data-focus>
      <h2 id="summary-title">{view.t('ui.wrong', { n: wrong.length })}</h2>
      <ul>
        {wrong.map(([name, sentence]) => (
          <li>{name ? <Wrong id={ids[name] ?? name} sentence={sentence} /> : sentence}</li>
        ))}
      </ul>
    </div>
  )
}

/** The form puts the field's label before it. */
const Wrong = ({ id, sentence }: { id: string; sentence: string }) => (
  <a href={`#${id}`}>
    <b data-names={id} />
    {sentence}
  </a>
)
