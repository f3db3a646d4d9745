import type { SubmittedFile } from '../../worker/domain/assignments'
import type { Annotation } from '../../worker/domain/rubrics'
import type { PagePlace } from '../../worker/lib/place'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import type { View } from '../view'
import { AddNote, type NoteEditing, type NoteState, Notes } from './notes'

type File = Omit<SubmittedFile, 'submissionId'>

export const isPicture = ({ type }: File) => /^image\/(?:png|jpeg|gif|webp|avif)$/.test(type)
export const isPdf = ({ type }: File) => type === 'application/pdf'
/** What has pages, or is one, on which a place can be shown. */
export const canAnnotate = (file: File) => isPicture(file) || isPdf(file)

type Props = {
  view: View
  file: File
  notes: Annotation[]
  editing?: NoteEditing
  /** What is said once by the answer that swaps this. */
  status?: string
}

/**
 * What was said at places of a picture or a PDF. The picture carries its marks itself; those of a PDF lie in wait, a layer for each
 * page, until the reader has drawn it (public/js/annotate/layers.ts).
 */
export function AnnotatedFile({ view, file, notes, editing, status }: Props) {
  const name = `annotated-${file.id}`
  const pages = [...new Set(notes.map(({ place }) => pageOf(place)))]
  const url = urls.media(file.id)
  return (
    <div class="annotated annotated-file" id={name} data-annotated data-file={file.id} data-status={status}>
      {isPicture(file) ? (
        <div class="note-stage" data-stage>
          <div class="note-sheet" data-sheet="1">
            <img src={url} alt={view.t('marking.pictureNamed', { name: file.name })} decoding="async" />
            <Layer view={view} notes={notes} page={1} />
          </div>
        </div>
      ) : (
        pages.map((page) => (
          <template data-layer={page}>
            <Layer view={view} notes={notes} page={page} />
          </template>
        ))
      )}
      <div class="annotated-side">
        {!editing && notes.length > 0 && <h3>{view.t('annotations.titleOn', { n: notes.length, name: file.name })}</h3>}
        <Notes
          view={view}
          notes={notes}
          target={`#${name}`}
          editing={editing}
          pageHref={isPdf(file) ? (page) => `${url}#page=${page}` : undefined}
        />
        {editing && (
          <AddNote
            view={view}
            form={file.id}
            target={`#${name}`}
            editing={editing}
            place={(state, ids) => <PlaceFields view={view} file={file} id={ids.at} state={state} />}
          />
        )}
      </div>
    </div>
  )
}

const pageOf = (place: Annotation['place']) => (place.kind === 'text' ? 1 : place.page)

type FieldsProps = { view: View; file: File; id: string; state: NoteState | null }

/** A page by its number; with the script a place on it, by hand or by keys. */
function PlaceFields({ view, file, id, state }: FieldsProps) {
  const { t } = view
  const tools = [
    { tool: 'pin', icon: 'pin' },
    { tool: 'area', icon: 'area' },
    { tool: 'ink', icon: 'pen' },
  ] as const
  return (
    <>
      <input type="hidden" name="mediaId" value={file.id} />
      <input type="hidden" name="shape" value={String(state?.values.shape ?? '')} data-shape />
      {isPdf(file) ? (
        <Field
          name="page"
          id={id}
          label={t('annotations.page')}
          value={String(state?.values.page ?? '1')}
          error={state?.errors.at}
          inputmode="numeric"
          maxlength={4}
          size={4}
          data-page-field
        />
      ) : (
        <input type="hidden" name="page" value="1" id={id} data-page-field />
      )}
      <div
        class="note-tools cluster"
        role="group"
        aria-label={t('annotations.tools')}
        data-tools
        data-keys={t('annotations.toolKeys')}
        data-set={t('annotations.placeSet')}
        data-corner={t('annotations.cornerSet')}
        hidden
      >
        {tools.map(({ tool, icon }) => (
          <Button small type="button" icon={icon} aria-pressed="false" data-tool={tool}>
            {t(`annotations.tool.${tool}`)}
          </Button>
        ))}
        {isPicture(file) && (
          <Button small kind="quiet" type="button" icon="zoom-in" aria-pressed="false" data-larger-picture>
            {t('annotations.larger')}
          </Button>
        )}
        <p class="hint" role="status" data-tool-says />
      </div>
    </>
  )
}

type LayerProps = { view: View; notes: Annotation[]; page: number }

/** The marks of one page, in shares of its width and height: as large as whatever it lies on. */
function Layer({ view, notes, page }: LayerProps) {
  const placed = notes.flatMap(({ id, place }, i) =>
    place.kind !== 'text' && place.kind !== 'page' && place.page === page ? [{ id, place, n: i + 1 }] : [],
  )
  if (!placed.length) return null
  return (
    <svg class="note-layer" role="group" aria-label={view.t('annotations.marks')}>
      {placed.map(({ id, place, n }) => {
        const { x, y } = anchorOf(place)
        return (
          <a
            href={`#note-${id}`}
            id={`mark-${id}`}
            class="note-mark"
            aria-label={view.t('annotations.number', { n })}
            data-notes={id}
          >
            <Shape place={place} />
            <circle cx={percent(x)} cy={percent(y)} r="13" />
            <text x={percent(x)} y={percent(y)} dy="0.35em" text-anchor="middle">
              {n}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

function Shape({ place }: { place: PagePlace }) {
  if (place.kind === 'area')
    return (
      <rect x={percent(place.x)} y={percent(place.y)} width={percent(place.width)} height={percent(place.height)} />
    )
  if (place.kind !== 'ink') return null
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" width="100%" height="100%">
      {place.strokes.map((stroke) => (
        <polyline points={stroke.join(' ')} vector-effect="non-scaling-stroke" />
      ))}
    </svg>
  )
}

function anchorOf(place: PagePlace): { x: number; y: number } {
  if (place.kind === 'pin' || place.kind === 'area') return place
  if (place.kind === 'ink') return { x: place.strokes[0]?.[0] ?? 0, y: place.strokes[0]?.[1] ?? 0 }
  return { x: 0, y: 0 }
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`
