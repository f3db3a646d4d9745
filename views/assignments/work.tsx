import type { Submission, SubmittedFile } from '../../worker/domain/assignments'
import type { Annotation } from '../../worker/domain/rubrics'
import { urls } from '../../worker/urls'
import { Icon } from '../ui/icon'
import { bytes } from '../ui/numbers'
import type { View } from '../view'
import { AnnotatedText } from './annotated-text'
import type { NoteEditing } from './notes'
import { Previews } from './previews'

type FilesProps = { view: View; files: Omit<SubmittedFile, 'submissionId'>[] }

/** Files that were handed in, each with its size. */
export function Files({ view, files }: FilesProps) {
  if (!files.length) return null
  return (
    <ul class="file-list" role="list">
      {files.map((file) => (
        <li>
          <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} />
          <a href={urls.media(file.id)}>
            <bdi>{file.name}</bdi>
          </a>
          <span class="small muted num">{bytes(view, file.size)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The same as its learner gets them back: what somebody commented on opens in its place, with its marks. */
export function NotedFiles({ view, files, notes }: FilesProps & { notes: Annotation[] }) {
  const isNoted = ({ id }: { id: string }) => notes.some(({ mediaId }) => mediaId === id)
  return (
    <>
      <Files view={view} files={files.filter((file) => !isNoted(file))} />
      <Previews view={view} files={files.filter(isNoted)} notes={notes} />
    </>
  )
}

type Handed = Pick<Submission, 'id' | 'text' | 'url' | 'statement'> & { workId?: string }
/** `whole`: pictures, PDFs and recordings open in their place. */
type WorkProps = {
  view: View
  submission: Handed
  files: SubmittedFile[]
  whole?: boolean
  /** What was said at places in it. */
  notes?: Annotation[]
  /** For those who mark. */
  editing?: NoteEditing
}

/** What somebody handed in, as they wrote it. */
export function Work({ view, submission, files, whole = false, notes = [], editing }: WorkProps) {
  const workId = submission.workId ?? submission.id
  const own = files.filter(({ submissionId }) => submissionId === workId)
  const inText = notes.filter(({ subjectId, mediaId }) => subjectId === workId && mediaId === null)
  const onFiles = notes.filter(({ mediaId }) => mediaId !== null)
  return (
    <>
      {submission.text &&
        (editing || inText.length ? (
          <AnnotatedText view={view} id={workId} text={submission.text} notes={inText} editing={editing} />
        ) : (
          <div class="work-text pre-line" dir="auto">
            {submission.text}
          </div>
        ))}
      {submission.url && (
        <p class="work-url">
          <Icon name="external" />
          <a href={submission.url} rel="noopener noreferrer nofollow ugc">
            <bdi>{submission.url}</bdi>
          </a>
        </p>
      )}
      {whole ? (
        <Previews view={view} files={own} notes={onFiles} editing={editing} />
      ) : (
        <NotedFiles view={view} files={own} notes={onFiles} />
      )}
      {submission.statement && (
        <p class="small muted">{view.t('assignments.agreedTo', { text: submission.statement })}</p>
      )}
    </>
  )
}
