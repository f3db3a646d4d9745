import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import type { View } from '../view'
import { FileRow, type LibraryRow } from './file-row'
import { UploadField } from './upload-field'

type LibraryPageProps = {
  view: View
  files: LibraryRow[]
  next: string | null
  filter: { kind: string; query: string }
  /** Only files of this course. */
  course?: { id: string; title: string } | null
  form?: FormState
}

/** Every file that lessons may use: where it is used, what it is called, what it shows. */
export function LibraryPage({ view, files, next, filter, course, form }: LibraryPageProps) {
  const { t } = view
  const title = course ? t('media.titleIn', { course: course.title }) : t('media.title')
  const here = course ? urls.courseMedia(course.id) : urls.library()
  const isNarrowed = filter.kind !== '' || filter.query !== ''
  return (
    <Shell view={view} title={title} scripts={['js/upload.js']} styles={['css/staff.css']}>
      {course ? <CourseHead view={view} course={course} current={here} mayEdit /> : <h1>{title}</h1>}
      <p class="muted measure library-intro">
        {t('media.intro')}
        {course && can(view.actor, 'media.library') && (
          <>
            {' '}
            <a href={urls.library()}>{t('media.allFiles')}</a>
          </>
        )}
      </p>
      {!course && (
        <Form action={urls.library()} files>
          <ErrorSummary view={view} errors={form?.errors} ids={{ file: 'new-file' }} />
          <UploadField
            view={view}
            id="new-file"
            purpose="content"
            many
            label={t('media.drop')}
            error={form?.errors.file}
          />
          <noscript>
            <Button icon="upload">{t('media.upload')}</Button>
          </noscript>
        </Form>
      )}
      <Sentence action={here} target="#library" submit={t('media.show')}>
        <Select
          bare
          name="kind"
          label={t('media.kind')}
          value={filter.kind}
          empty={t('media.kind.all')}
          options={(['image', 'video', 'audio', 'document', 'file'] as const).map((kind) => ({
            value: kind,
            label: t(`media.kind.${kind}`),
          }))}
        />
        <input
          class="input"
          type="search"
          name="q"
          value={filter.query}
          maxlength={100}
          aria-label={t('media.search')}
          placeholder={t('media.search')}
        />
      </Sentence>
      <section id="library" aria-label={title}>
        {files.length === 0 ? (
          <Empty drawing="page" sentence={t(isNarrowed ? 'media.nothingFound' : 'media.emptyLibrary')} />
        ) : (
          <ul class="library" role="list">
            {files.map((file) => (
              <FileRow view={view} file={file} />
            ))}
          </ul>
        )}
        <Pager
          view={view}
          next={next && `${here}?${new URLSearchParams({ kind: filter.kind, q: filter.query, after: next })}`}
        />
      </section>
    </Shell>
  )
}
