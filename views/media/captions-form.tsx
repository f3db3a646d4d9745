import { urls } from '../../worker/urls'
import { languageName } from '../languages'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Row, Rows } from '../ui/rows'
import { SelectField } from '../ui/select'
import type { View } from '../view'

export type CaptionsFormProps = {
  view: View
  mediaId: string
  /** Languages that are there, as tags. */
  languages: { id: string; language: string }[]
  /** The language that was chosen for a refused file. */
  language?: string
  /** What was wrong with the file, or with parts of it. */
  error?: string | null
  /** Where to come back to without JavaScript. */
  back?: string
}

const common = ['en', 'de', 'es', 'fr', 'pt', 'ar', 'ja', 'zh-Hans', 'it', 'nl', 'pl', 'tr', 'uk', 'ru', 'hi', 'ko']

/** Captions of a film or recording: those that are there, and a file with more. */
export function CaptionsForm({ view, mediaId, languages, language, error, back }: CaptionsFormProps) {
  const { t } = view
  const nameOf = (tag: string) => languageName(view.locale, tag)
  const tags = languages.map(({ language }) => language)
  const target = `#captions-${mediaId}`
  return (
    <section class="captions" id={`captions-${mediaId}`} aria-label={t('media.captions')}>
      {languages.length === 0 ? (
        <p class="small muted">{t('lessons.noCaptions')}</p>
      ) : (
        <Rows label={t('media.captions')}>
          {languages.map((one) => (
            <Row
              title={<bdi>{nameOf(one.language)}</bdi>}
              end={
                <Form action={urls.track(mediaId, one.id)} method="delete" target={target}>
                  {back && <input type="hidden" name="back" value={back} />}
                  <Button small kind="quiet" icon="trash">
                    {t('media.captionsRemove', { language: nameOf(one.language) })}
                  </Button>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
      <Form action={urls.tracks(mediaId)} files class="above" target={target} hx-encoding="multipart/form-data">
        {back && <input type="hidden" name="back" value={back} />}
        <div class="field">
          <label for={`captions-file-${mediaId}`}>{t('media.captionsFile')}</label>
          <input
            type="file"
            id={`captions-file-${mediaId}`}
            name="file"
            accept=".vtt,.srt,text/vtt"
            required
            aria-describedby={`captions-hint-${mediaId}`}
            aria-invalid={error ? 'true' : undefined}
          />
          <p class="hint" id={`captions-hint-${mediaId}`}>
            {t('media.captionsHint')}
          </p>
          {error && <p class="hint problem">{error}</p>}
        </div>
        <SelectField
          name="language"
          id={`captions-language-${mediaId}`}
          label={t('media.language')}
          value={language || (tags.includes(view.locale) ? common.find((tag) => !tags.includes(tag)) : view.locale)}
          options={common.map((tag) => ({ value: tag, label: nameOf(tag) }))}
        />
        <p class="above">
          <Button small icon="plus">
            {t('media.captionsAdd')}
          </Button>
        </p>
      </Form>
    </section>
  )
}
