import type { SubmittedFile } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { Recorder } from '../media/recorder'
import { UploadField } from '../media/upload-field'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { bytes } from '../ui/numbers'
import type { View } from '../view'

type FilesProps = {
  view: View
  files: SubmittedFile[]
  /** Where each is taken away again, for those who mark. */
  removeAt?: (mediaId: string) => string
}

/** What comes back with work: recordings play in their place, the rest is a link. */
export function FeedbackFiles({ view, files, removeAt }: FilesProps) {
  if (!files.length) return null
  return (
    <ul class="feedback-files" role="list">
      {files.map((file) => (
        <li>
          {isSound(file) && <audio controls preload="none" src={urls.media(file.id)} aria-label={file.name} />}
          {file.type.startsWith('video/') && !isSound(file) && (
            <video controls preload="none" src={urls.media(file.id)} aria-label={file.name} />
          )}
          <div class="cluster">
            <Icon name={isSound(file) ? 'audio' : 'attach'} />
            <a href={urls.media(file.id)}>
              <bdi>{file.name}</bdi>
            </a>
            <span class="small muted num">{bytes(view, file.size)}</span>
            {removeAt && (
              <Form action={removeAt(file.id)} method="delete" target="#feedback">
                <Button small kind="quiet" icon="trash">
                  {view.t('feedback.remove')}
                  <span class="visually-hidden"> {file.name}</span>
                </Button>
              </Form>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

const isSound = ({ type }: SubmittedFile) => type.startsWith('audio/')

type Props = {
  view: View
  submissionId: string
  group?: string
  files: SubmittedFile[]
  errors?: Record<string, string>
  /** What is said once by the answer that swaps this. */
  status?: string
}

/** Files and recordings for the learner, beside the mark. */
export function Feedback({ view, submissionId, group, files, errors = {}, status }: Props) {
  const { t } = view
  return (
    <section id="feedback" class="feedback" aria-labelledby="feedback-title" data-status={status}>
      <h3 id="feedback-title">{t('feedback.title')}</h3>
      <FeedbackFiles view={view} files={files} removeAt={(id) => urls.feedbackFile(submissionId, id)} />
      <Form
        action={urls.submissionFeedback(submissionId, group)}
        target="#feedback"
        files
        hx-encoding="multipart/form-data"
        data-feedback
      >
        <ErrorSummary view={view} errors={errors} ids={{ file: 'feedback-file' }} />
        <UploadField
          view={view}
          id="feedback-file"
          purpose="feedback"
          many
          into="mediaId"
          label={t('feedback.choose')}
          hint={<noscript>{t('feedback.plain')}</noscript>}
          error={errors.file}
        >
          <Recorder view={view} />
        </UploadField>
        <Button small icon="attach" data-attach>
          {t('feedback.attach')}
        </Button>
      </Form>
    </section>
  )
}
