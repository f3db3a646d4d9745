import type { Child } from 'hono/jsx'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type UploadFieldProps = {
  view: View
  id: string
  /** What the file is for: content, submission. */
  purpose: string
  /** The assignment that the files are handed in for. */
  forItem?: string
  /** As in `<input accept>`. */
  accept?: string
  many?: boolean
  label?: string
  hint?: Child
  error?: string | null
  /** Name of the hidden field that gets the file's id when it was uploaded in parts. */
  into?: string
  /** A `<Recorder>`, where what is recorded here is taken too. */
  children?: Child
}

/**
 * Chooses a file. In a plain form it goes along (up to 16 MiB); with JavaScript `<upload-field>` sends it in parts, shows how far it
 * is, goes on after a cut, and tells the page by an `uploaded` event.
 */
export function UploadField({
  view,
  id,
  purpose,
  forItem,
  accept,
  many,
  label,
  hint,
  error,
  into,
  children,
}: UploadFieldProps) {
  const { t } = view
  return (
    <upload-field
      purpose={purpose}
      data-into={into}
      data-for={forItem}
      data-uploading={t('media.uploading', { name: '{name}' })}
      data-uploaded={t('media.uploaded', { name: '{name}' })}
      data-stopped={t('media.stopped')}
      data-retry={t('media.retry')}
      data-cancel={t('media.cancelUpload')}
      data-close={t('ui.close')}
    >
      <label class="drop" for={id}>
        <Icon name="upload" />
        <span>{label ?? t('media.choose')}</span>
        <input
          type="file"
          id={id}
          name="file"
          accept={accept}
          multiple={many}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={`${id}-hint`}
        />
      </label>
      <p class="hint" id={`${id}-hint`}>
        {hint ?? <noscript>{t('media.chooseHint')}</noscript>}
      </p>
      {error && (
        <p class="hint problem" id={`${id}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
      {children}
      <div class="uploads" />
    </upload-field>
  )
}
