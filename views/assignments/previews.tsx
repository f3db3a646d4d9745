import type { SubmittedFile } from '../../worker/domain/assignments'
import type { Annotation } from '../../worker/domain/rubrics'
import { asset } from '../../worker/lib/assets'
import { urls } from '../../worker/urls'
import { DocumentBlock } from '../lessons/blocks/document'
import { Icon } from '../ui/icon'
import { bytes } from '../ui/numbers'
import type { View } from '../view'
import { AnnotatedFile, canAnnotate, isPdf, isPicture } from './annotated-file'
import type { NoteEditing } from './notes'

type Shown = Omit<SubmittedFile, 'submissionId'>

const isHeic = ({ type }: Shown) => /^image\/hei[cf]$/.test(type)

/** What the page needs to show these files. */
export const sheetsForPreviews = (files: Shown[]) =>
  files.some(isPdf) ? (['css/reading.css', 'css/document.css'] as const) : []
export const scriptsForPreviews = (files: Shown[]) => (files.some(isPdf) ? (['js/lesson-blocks.js'] as const) : [])

/** A PDF with marks opens in its place; the rest is a link. */
export const hasNotedPdf = (files: Shown[], notes: Annotation[]) =>
  files.some((file) => isPdf(file) && notes.some(({ mediaId }) => mediaId === file.id))

type Props = {
  view: View
  files: Shown[]
  /** What was said at places of them. */
  notes?: Annotation[]
  /** For those who mark. */
  editing?: NoteEditing
}

/** Files that were handed in, as whoever marks reads them: pictures, PDFs and recordings in their place, the rest to download. */
export function Previews({ view, files, notes = [], editing }: Props) {
  if (!files.length) return null
  return (
    <ul class="previews" role="list">
      {files.map((file) => (
        <li data-annotated-file={file.id}>
          {editing || notes.some(({ mediaId }) => mediaId === file.id) ? (
            <Annotated
              view={view}
              file={file}
              notes={notes.filter(({ mediaId }) => mediaId === file.id)}
              editing={editing}
            />
          ) : (
            <Preview view={view} file={file} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Annotated({
  view,
  file,
  notes,
  editing,
}: {
  view: View
  file: Shown
  notes: Annotation[]
  editing?: NoteEditing
}) {
  if (!canAnnotate(file)) return <Preview view={view} file={file} />
  return (
    <>
      <Preview view={view} file={file} bare={isPicture(file)} />
      <AnnotatedFile view={view} file={file} notes={notes} editing={editing} />
    </>
  )
}

function Preview({ view, file, bare }: { view: View; file: Shown; bare?: boolean }) {
  const url = urls.media(file.id)
  if (isPdf(file)) {
    const info = { ...file, url, alt: '', width: null, height: null, seconds: null, thumbnail: null, tracks: [] }
    const block = { id: file.id, kind: 'document' as const, mediaId: file.id, title: '' }
    return <DocumentBlock view={view} block={block} media={new Map([[file.id, info]])} embedHosts={[]} />
  }
  return (
    <figure>
      {isPicture(file) && !bare && (
        <a href={url}>
          <img src={url} alt={view.t('marking.pictureNamed', { name: file.name })} loading="lazy" decoding="async" />
        </a>
      )}
      {isHeic(file) && (
        <picture>
          <source srcset={url} type="image/heic" />
          <img
            src={asset('images/heic.svg')}
            alt={view.t('marking.pictureNamed', { name: file.name })}
            loading="lazy"
          />
        </picture>
      )}
      {file.type.startsWith('audio/') && <audio controls preload="none" src={url} aria-label={file.name} />}
      {file.type.startsWith('video/') && <video controls preload="none" src={url} aria-label={file.name} />}
      <figcaption class="cluster">
        <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} />
        <a href={url}>
          <bdi>{file.name}</bdi>
        </a>
        <span class="small muted num">{bytes(view, file.size)}</span>
        {isHeic(file) && <span class="small muted">{view.t('marking.heic')}</span>}
      </figcaption>
    </figure>
  )
}
