import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { UploadField } from '../media/upload-field'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Row, Rows } from '../ui/rows'
import { Time } from '../ui/time'
import type { View } from '../view'
import { type ImportState, StateChip } from './state-chip'

type Props = {
  view: View
  /** The course that is imported into again; null makes a new one. */
  course: { id: string; title: string } | null
  earlier: { id: string; fileName: string; state: ImportState; createdAt: number }[]
  errors?: Record<string, string>
}

const accept = '.zip,.md,.markdown,application/zip'

export function NewImportPage({ view, course, earlier, errors = {} }: Props) {
  const { t } = view
  const title = t(course ? 'imports.againTitle' : 'imports.newTitle')
  return (
    <Shell
      view={view}
      title={title}
      width="narrow"
      scripts={['js/upload.js', 'js/import.js']}
      styles={['css/staff.css', 'css/imports.css']}
    >
      {course && (
        <Breadcrumbs view={view} trail={[{ href: urls.course(course.id), label: <bdi>{course.title}</bdi> }]} />
      )}
      <h1>{title}</h1>
      <p class="muted">{t(course ? 'imports.againLead' : 'imports.newLead')}</p>
      <import-field
        class="above"
        data-packing={t('imports.packing')}
        data-empty={t('imports.notACourse')}
        data-pageless={t('imports.onlyMedia')}
        data-moodle={t('imports.moodleBackup')}
        data-cartridge={t('imports.cartridge')}
        data-waiting={t('imports.waiting')}
        data-looking={t('imports.looking')}
      >
        <Form action={urls.imports()} files id="import">
          <ErrorSummary view={view} errors={errors} />
          {course && <input type="hidden" name="course" value={course.id} />}
          <UploadField
            view={view}
            id="file"
            purpose="import"
            accept={accept}
            many
            into="archive"
            label={t('imports.chooseFile')}
            hint={t('imports.chooseHint')}
            error={errors.file}
          />
          <p class="field">
            <label for="folder">{t('imports.chooseFolder')}</label>
            <input id="folder" type="file" name="file" webkitdirectory multiple />
          </p>
          <div class="buttons">
            <Button kind="primary">{t('imports.look')}</Button>
          </div>
          <p class="hint">{t('imports.lookHint')}</p>
        </Form>
      </import-field>
      {course && (
        <p class="above">
          <a href={urls.courseExport(course.id)} download>
            {t('imports.export')}
          </a>
        </p>
      )}
      {earlier.length > 0 && (
        <>
          <h2 class="far-above">{t('imports.earlier')}</h2>
          <Rows>
            {earlier.map(({ id, fileName, state, createdAt }) => (
              <Row
                href={urls.importRun(id)}
                title={<bdi>{fileName}</bdi>}
                end={<StateChip view={view} state={state} />}
                below={<Time view={view} at={createdAt} />}
              />
            ))}
          </Rows>
        </>
      )}
    </Shell>
  )
}
