import type { AssignmentPage } from '../../worker/domain/assignments'
import { acceptOf } from '../../worker/lib/file-kinds'
import { urls } from '../../worker/urls'
import { KeptFiles } from '../media/kept-files'
import { PhotoPages } from '../media/photo-pages'
import { Recorder } from '../media/recorder'
import { UploadField } from '../media/upload-field'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { dueTime } from '../ui/time'
import type { View } from '../view'
import { autosaveWords, SavedState } from './autosaved'

export type SubmissionFormState = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  /** Made with the form, so that a second click hands nothing in again. */
  nonce: string
}

type Props = { view: View; page: AssignmentPage; form: SubmissionFormState }

/** Writing and adding files; kept as one goes, handed in by the button. */
export function SubmissionForm({ view, page, form: { values, errors, nonce } }: Props) {
  const { assignment, access, draft, files } = page
  const id = access.item.id
  const kept = files.filter(({ submissionId }) => submissionId === draft?.id)
  const text = values.text === undefined ? (draft?.text ?? '') : String(values.text)
  return (
    <Form
      action={urls.submissions(id)}
      files
      class="form submission-form"
      data-autosave={urls.submissionDraft(id)}
      data-word-taken={page.group ? view.t('assignments.takenWord') : undefined}
      {...autosaveWords(view)}
    >
      <ErrorSummary view={view} errors={errors} ids={{ file: 'submission-file' }} />
      {errors[''] !== undefined && page.group && draft && <Theirs view={view} draft={draft} />}
      {page.standing === 'late' && access.item.dueAt !== null && (
        <Notice meaning="attention">
          <p>{view.t('assignments.willBeLate', { when: dueTime(view, access.item.dueAt, access.outline.zone) })}</p>
        </Notice>
      )}
      <input type="hidden" name="nonce" value={nonce} />
      {page.group && <input type="hidden" name="revision" value={String(draft?.revision ?? 0)} />}
      {page.group && draft?.savedByName && draft.savedBy !== view.actor?.id && (
        <p class="small muted">{view.t('assignments.savedBy', { name: draft.savedByName })}</p>
      )}
      {assignment.takesText && (
        <TextArea
          name="text"
          label={view.t('assignments.text')}
          value={text}
          error={errors.text}
          rows={8}
          maxlength={60_000}
        />
      )}
      {assignment.takesUrl && (
        <Field
          name="url"
          type="url"
          label={view.t('assignments.url')}
          hint={view.t('assignments.urlHint')}
          value={values.url === undefined ? (draft?.url ?? '') : String(values.url)}
          error={errors.url}
          maxlength={2_000}
          inputmode="url"
          dir="ltr"
        />
      )}
      {assignment.takesFiles && (
        <>
          <KeptFiles view={view} name="mediaId" files={kept} />
          <UploadField
            view={view}
            id="submission-file"
            purpose="submission"
            many
            into="mediaId"
            most={assignment.maxFiles}
            label={view.t('assignments.addFiles')}
            forItem={id}
            accept={acceptOf(assignment.fileKinds)}
            hint={
              <>
                {view.t(`assignments.kinds.${assignment.fileKinds}`)}{' '}
                {view.t('assignments.filesHint', { most: assignment.maxFiles })}{' '}
                {assignment.maxMegabytes !== null && view.t('assignments.sizeHint', { most: assignment.maxMegabytes })}{' '}
                <noscript>{view.t('assignments.filesPlain')}</noscript>
              </>
            }
            error={errors.file}
          >
            {['any', 'documents'].includes(assignment.fileKinds) && <PhotoPages view={view} />}
            {assignment.fileKinds === 'recordings' && (
              <>
                <Recorder view={view} most={longest(assignment.maxMegabytes, 'audio')} />
                <Recorder view={view} kind="video" most={longest(assignment.maxMegabytes, 'video')} />
              </>
            )}
          </UploadField>
        </>
      )}
      {assignment.statement && (
        <Check
          name="agreed"
          label={<span dir="auto">{assignment.statement}</span>}
          checked={values.agreed === 'on'}
          error={errors.agreed}
        />
      )}
      <div class="buttons form-end">
        <Button kind="primary">{view.t('assignments.handIn')}</Button>
        <Button formaction={urls.submissionDraft(id)}>{view.t('assignments.keepDraft')}</Button>
        <SavedState view={view} />
      </div>
    </Form>
  )
}

/** Seconds that fit into the size that is taken, at what the recorder writes a second. */
function longest(maxMegabytes: number | null, kind: 'audio' | 'video'): number {
  const [most, bytesASecond] = kind === 'audio' ? [1_800, 10_000] : [900, 160_000]
  return maxMegabytes === null
    ? most
    : Math.max(5, Math.min(most, Math.floor((maxMegabytes * 1_000_000) / bytesASecond)))
}

/** What another one of the group has saved meanwhile, above one's own words. */
function Theirs({ view, draft }: { view: View; draft: NonNullable<AssignmentPage['draft']> }) {
  return (
    <Notice meaning="attention">
      <p>
        <b>{view.t('assignments.theirs', { name: draft.savedByName ?? '' })}</b>
      </p>
      {draft.text && (
        <div class="comment pre-line" dir="auto">
          {draft.text}
        </div>
      )}
      {draft.url && (
        <p>
          <bdi>{draft.url}</bdi>
        </p>
      )}
      <p>{view.t('assignments.keepYours')}</p>
    </Notice>
  )
}
