import type { Child } from 'hono/jsx'
import type { KeptComment } from '../../worker/domain/assignments'
import type { Annotation } from '../../worker/domain/rubrics'
import { newId } from '../../worker/lib/ids'
import { excerpt } from '../../worker/lib/text'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { FieldFrame, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'

/** What is being written at places of the work: in which form, what was typed, and what was wrong with it. */
export type NoteState = { form: string; values: Record<string, string | string[]>; errors: Record<string, string> }

/** For those who mark; learners only read. */
export type NoteEditing = {
  /** Where a further comment is sent. */
  add: string
  comments: KeptComment[]
  state: NoteState | null
}

const MOST_NOTE = 5_000

type NotesProps = {
  view: View
  notes: Annotation[]
  /** What is swapped when one of them changes. */
  target: string
  editing?: NoteEditing
  /** Where a page of the file opens by itself; without it a number leads to its mark on this page. */
  pageHref?: (page: number) => string
}

/** The comments in the order of their numbers, each with what it is about. */
export function Notes({ view, notes, target, editing, pageHref }: NotesProps) {
  if (!notes.length) return null
  return (
    <ol class="said-notes" role="list">
      {notes.map((note, i) => (
        <li id={`note-${note.id}`} class="note" data-note={note.id}>
          <p class="note-head">
            {note.place.kind === 'page' && !pageHref ? (
              <span class="note-number">{i + 1}</span>
            ) : (
              <a
                class="note-number"
                href={placeHref(note, pageHref)}
                aria-label={view.t('annotations.toPlace', { n: i + 1 })}
                data-to-page={note.place.kind === 'text' ? undefined : note.place.page}
              >
                {i + 1}
              </a>
            )}
            <About view={view} note={note} />
          </p>
          <div class="note-says pre-line" dir="auto">
            {note.comment}
          </div>
          {editing && <Change view={view} note={note} n={i + 1} target={target} editing={editing} />}
        </li>
      ))}
    </ol>
  )
}

const placeHref = ({ id, place }: Annotation, pageHref: NotesProps['pageHref']) =>
  pageHref && place.kind !== 'text' ? pageHref(place.page) : `#mark-${id}`

function About({ view, note: { place } }: { view: View; note: Annotation }) {
  if (place.kind === 'text')
    return (
      <q class="note-quote" dir="auto">
        {excerpt(place.exact, 90)}
      </q>
    )
  const page = (
    <>
      {view.t('annotations.onPage', { n: place.page })}
      {place.kind === 'area' && ` · ${view.t('annotations.kind.area')}`}
      {place.kind === 'ink' && ` · ${view.t('annotations.kind.ink')}`}
    </>
  )
  return <span class="small muted">{page}</span>
}

type ChangeProps = { view: View; note: Annotation; n: number; target: string; editing: NoteEditing }

function Change({ view, note, n, target, editing: { state } }: ChangeProps) {
  const mine = state?.form === note.id ? state : null
  const id = `comment-${note.id}`
  return (
    <details class="note-change" open={mine !== null}>
      <summary class="small">
        {view.t('annotations.change')}
        <span class="visually-hidden"> {view.t('annotations.number', { n })}</span>
        {note.by && <span class="muted"> · {view.t('annotations.by', { name: note.by })}</span>}
      </summary>
      <Form action={urls.annotation(note.id)} method="put" target={target} data-note-form>
        <ErrorSummary view={view} errors={mine?.errors} ids={{ comment: id }} />
        {mine?.errors[''] && <p class="note-says pre-line note-theirs">{note.comment}</p>}
        <input type="hidden" name="revision" value={String(note.revision)} />
        <TextArea
          id={id}
          name="comment"
          label={view.t('annotations.comment')}
          value={String(mine?.values.comment ?? note.comment)}
          error={mine?.errors.comment}
          rows={3}
          maxlength={MOST_NOTE}
        />
        <Button small>{view.t('annotations.save')}</Button>
      </Form>
      <Form action={urls.annotation(note.id)} method="delete" target={target}>
        <Button small kind="quiet" icon="trash">
          {view.t('annotations.remove')}
        </Button>
      </Form>
    </details>
  )
}

type AddProps = {
  view: View
  /** Of the form on this page: the text, or a file. */
  form: string
  target: string
  editing: NoteEditing
  /** What chooses the place, with this error. */
  place: (state: NoteState | null, ids: { at: string }) => Child
}

/** Another comment: a place, the words, or some that were kept. */
export function AddNote({ view, form, target, editing, place }: AddProps) {
  const state = editing.state?.form === form ? editing.state : null
  const ids = { at: `at-${form}`, comment: `note-${form}`, insert: `insert-${form}` }
  return (
    <Form action={editing.add} target={target} class="note-add" data-note-form data-add-note>
      <ErrorSummary view={view} errors={state?.errors} ids={ids} />
      <input type="hidden" name="key" value={String(state?.values.key ?? newId())} />
      {place(state, ids)}
      <TextArea
        id={ids.comment}
        name="comment"
        label={view.t('annotations.comment')}
        value={String(state?.values.comment ?? '')}
        error={state?.errors.comment}
        rows={3}
        maxlength={MOST_NOTE}
        data-note-words
      />
      {editing.comments.length > 0 && (
        <FieldFrame name="insert" id={ids.insert} label={view.t('annotations.insert')} optional={view.t('ui.optional')}>
          <select class="input" id={ids.insert} name="insert" data-note-kept>
            <option value="">{view.t('annotations.insertNone')}</option>
            {editing.comments.map(({ id, text }) => (
              <option value={id} data-text={text}>
                {excerpt(text, 80)}
              </option>
            ))}
          </select>
        </FieldFrame>
      )}
      <Button small kind="primary" icon="comment-add">
        {view.t('annotations.add')}
      </Button>
    </Form>
  )
}
