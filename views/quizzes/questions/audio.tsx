import { soundSeconds } from '../../../worker/domain/quizzes/questions'
import { Previews } from '../../assignments/previews'
import { KeptFiles } from '../../media/kept-files'
import { Recorder } from '../../media/recorder'
import { UploadField } from '../../media/upload-field'
import { Field } from '../../ui/field'
import { lasting } from '../../ui/time'
import type { View } from '../../view'
import { HandFields, HandPreview } from './by-hand'
import { first, type KindViews } from './kind'

const lengthOf = (view: View, { maxSeconds }: { maxSeconds: number }) =>
  view.t('quizzes.soundLength', { time: lasting(view, maxSeconds) })

export const audioViews: KindViews<'audio'> = {
  Answer: ({ view, asked, name, files, place }) => (
    <>
      <KeptFiles view={view} name={name} files={files} />
      <UploadField
        view={view}
        id={`${name}-file`}
        name={name.replace(/^answer-/, 'file-')}
        purpose="submission"
        forItem={place}
        into={name}
        late={['upload', 'recorder']}
        most={1}
        label={view.t('quizzes.chooseSound')}
        accept="audio/*,.m4a,.mp3,.wav,.ogg,.opus,.webm,.flac,.aac"
        hint={
          <>
            {lengthOf(view, asked)} <noscript>{view.t('quizzes.soundPlain')}</noscript>
          </>
        }
      >
        <Recorder view={view} most={asked.maxSeconds} />
      </UploadField>
    </>
  ),
  Given: ({ view, files }) => <Previews view={view} files={files} />,
  Result: ({ view, question: { files } }) => <Previews view={view} files={files} />,
  Preview: ({ view, body }) => (
    <>
      <p class="small">{lengthOf(view, body)}</p>
      <HandPreview view={view} guide={body.guide} />
    </>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <Field
        name="maxSeconds"
        label={view.t('quizzes.maxSeconds')}
        hint={view.t('quizzes.maxSecondsHint', { least: soundSeconds.least, most: soundSeconds.most })}
        value={first(typed.maxSeconds)}
        error={errors.maxSeconds}
        after="s"
        inputmode="numeric"
        maxlength={4}
        size={6}
      />
      <HandFields view={view} typed={typed} errors={errors} />
    </>
  ),
}
