import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
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
  const names = new Intl.DisplayNames(view.locale, { type: 'language' })
  const tags = languages.map(({ language }) => language)
  const target = `#captions-${mediaId}`
  return (
    <section class="captions" id={`captions-${mediaId}`} aria-label={t('media.captions')}>
      <p>
        <b>{t('media.captions')}</b>
      </p>
      {languages.length > 0 && (
        <ul class="cluster" role="list">
          {languages.map((one) => (
            <li>
              <Form action={urls.track(mediaId, one.id)} method="delete" target={target}>
                {back && <input type="hidden" name="back" value={back} />}
                <button class="chip removable" type="submit">
                  {t('media.captionsRemove', { language: names.of(one.language) })}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action={urls.tracks(mediaId)} files target={target} hx-encoding="multipart/form-data">
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
          value={language || (tags.includes(view.locale) ? null : view.locale)}
          options={common.map((tag) => ({ value: tag, label: names.of(tag) ?? tag }))}
        />
        <Button small>{t('media.captionsAdd')}</Button>
      </Form>
    </section>
  )
}
