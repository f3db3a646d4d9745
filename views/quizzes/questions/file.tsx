import { acceptOf, fileKinds } from '../../../worker/lib/file-kinds'
import { Previews } from '../../assignments/previews'
import { NotedFiles } from '../../assignments/work'
import { KeptFiles } from '../../media/kept-files'
import { UploadField } from '../../media/upload-field'
import { Field } from '../../ui/field'
import { SelectField } from '../../ui/select'
import type { View } from '../../view'
import { HandFields, HandPreview } from './by-hand'
import { first, type KindViews } from './kind'

type Limits = { fileKinds: (typeof fileKinds)[number]; maxFiles: number; maxMegabytes: number | null }

const limitsOf = (view: View, { fileKinds: kinds, maxFiles, maxMegabytes }: Limits) =>
  [
    view.t(`assignments.kinds.${kinds}`),
    view.t('assignments.filesHint', { most: maxFiles }),
    ...(maxMegabytes === null ? [] : [view.t('assignments.sizeHint', { most: maxMegabytes })]),
  ].join(' ')

export const fileViews: KindViews<'file'> = {
  Answer: ({ view, asked, name, files, place }) => (
    <>
      <KeptFiles view={view} name={name} files={files} />
      <UploadField
        view={view}
        id={`${name}-file`}
        name={name.replace(/^answer-/, 'file-')}
        purpose="submission"
        forItem={place}
        many={asked.maxFiles > 1}
        into={name}
        late={['upload']}
        most={asked.maxFiles}
        label={view.t('assignments.addFiles')}
        accept={acceptOf(asked.fileKinds)}
        hint={
          <>
            {limitsOf(view, asked)} <noscript>{view.t('assignments.filesPlain')}</noscript>
          </>
        }
      />
    </>
  ),
  Given: ({ view, files, notes, editing }) => <Previews view={view} files={files} notes={notes} editing={editing} />,
  Result: ({ view, question: { files, annotations } }) => <NotedFiles view={view} files={files} notes={annotations} />,
  Preview: ({ view, body }) => (
    <>
      <p class="small">{limitsOf(view, body)}</p>
      <HandPreview view={view} guide={body.guide} />
    </>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <SelectField
        name="fileKinds"
        label={view.t('assignments.fileKinds')}
        hint={view.t('assignments.fileKindsHint')}
        value={first(typed.fileKinds)}
        error={errors.fileKinds}
        options={fileKinds.map((value) => ({ value, label: view.t(`assignments.fileKind.${value}`) }))}
      />
      <div class="field-row">
        <Field
          name="maxFiles"
          label={view.t('assignments.maxFiles')}
          value={first(typed.maxFiles)}
          error={errors.maxFiles}
          inputmode="numeric"
          maxlength={2}
          size={6}
        />
        <Field
          name="maxMegabytes"
          label={view.t('assignments.maxMegabytes')}
          optional={view.t('ui.optional')}
          value={first(typed.maxMegabytes)}
          error={errors.maxMegabytes}
          after="MB"
          inputmode="numeric"
          maxlength={4}
          size={6}
        />
      </div>
      <HandFields view={view} typed={typed} errors={errors} />
    </>
  ),
}
