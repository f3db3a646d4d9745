import type { Annotation } from '../../worker/domain/rubrics'
import { passagesOf } from '../../worker/lib/passages'
import { stretchesOf } from '../../worker/lib/place'
import { excerpt } from '../../worker/lib/text'
import { FieldFrame } from '../ui/field'
import type { View } from '../view'
import { AddNote, type NoteEditing, type NoteState, Notes } from './notes'

type Props = {
  view: View
  /** Unique on the page. */
  id: string
  text: string
  notes: Annotation[]
  editing?: NoteEditing
  /** What is said once by the answer that swaps this. */
  status?: string
}

/** A text with its marks, numbered, and beside it what was said at each. */
export function AnnotatedText({ view, id, text, notes, editing, status }: Props) {
  const name = `annotated-${id}`
  return (
    <div class="annotated" id={name} data-annotated data-status={status}>
      <div class="annotated-columns">
        <div
          class="work-text pre-line annotated-text"
          dir="auto"
          data-text={editing ? '' : undefined}
          data-chosen={editing && view.t('annotations.chosen', { words: '{words}' })}
          data-offer={editing && view.t('annotations.add')}
          tabindex={editing ? 0 : undefined}
          role={editing ? 'group' : undefined}
          aria-label={editing && view.t('annotations.text')}
          aria-describedby={editing && `keys-${id}`}
        >
          <Marked view={view} text={text} notes={notes} />
        </div>
        <div class="annotated-side">
          {!editing && notes.length > 0 && <h3>{view.t('annotations.title', { n: notes.length })}</h3>}
          <Notes view={view} notes={notes} target={`#${name}`} editing={editing} />
          {editing && (
            <>
              <AddNote
                view={view}
                form="text"
                target={`#${name}`}
                editing={editing}
                place={(state, ids) => <Passages view={view} id={ids.at} text={text} state={state} />}
              />
              <p class="hint annotate-keys" id={`keys-${id}`}>
                {view.t('annotations.keys')}
              </p>
            </>
          )}
        </div>
      </div>
    </div>
  )
}

/** Every mark is a link to what is said there, by its number. */
function Marked({ view, text, notes }: Pick<Props, 'view' | 'text' | 'notes'>) {
  const placed = notes.flatMap(({ id, place }) => (place.kind === 'text' ? [{ id, ...place }] : []))
  const numberOf = new Map(notes.map(({ id }, i) => [id, i + 1]))
  const begun = new Set<string>()
  return stretchesOf(text, placed).map((stretch) => {
    const first = stretch.ids.filter((id) => !begun.has(id))
    for (const id of first) begun.add(id)
    if (!stretch.ids.length) return <>{stretch.text}</>
    return (
      <>
        {first.map((id) => (
          <span id={`mark-${id}`} class="mark-start" />
        ))}
        <mark class="noted" data-notes={stretch.ids.join(' ')}>
          {stretch.text}
        </mark>
        {stretch.ends.map((id) => (
          <sup class="note-ref">
            <a href={`#note-${id}`} aria-label={view.t('annotations.number', { n: numberOf.get(id) ?? 0 })}>
              {numberOf.get(id)}
            </a>
          </sup>
        ))}
      </>
    )
  })
}

/** By the keyboard, and without a script: a sentence by its number. What the script sees chosen stands first. */
function Passages({ view, id, text, state }: { view: View; id: string; text: string; state: NoteState | null }) {
  const chosen = String(state?.values.at ?? '')
  const passages = passagesOf(text).map(({ number, start, end, text: words }) => ({
    value: `${start}:${end}`,
    label: `${number} ${excerpt(words, 60)}`,
  }))
  const isOther = chosen !== '' && !passages.some(({ value }) => value === chosen)
  return (
    <FieldFrame name="at" id={id} label={view.t('annotations.passage')} error={state?.errors.at}>
      <select
        class="input"
        id={id}
        name="at"
        aria-invalid={state?.errors.at ? 'true' : undefined}
        aria-describedby={state?.errors.at ? `${id}-error` : undefined}
        data-passages
      >
        <option value="">{view.t('annotations.choosePassage')}</option>
        {isOther && (
          <option value={chosen} selected>
            {view.t('annotations.chosenBefore')}
          </option>
        )}
        {passages.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
