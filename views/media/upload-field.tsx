import type { Child } from 'hono/jsx'
import { asset } from '../../worker/lib/assets'
import { Icon } from '../ui/icon'
import type { View } from '../view'

const lateScripts = { upload: 'js/upload.js', recorder: 'js/recorder.js' } as const

type UploadFieldProps = {
  view: View
  id: string
  /** What the file is for: content, submission. */
  purpose: string
  /** The assignment that the files are handed in for, or `<attempt>:<question>`. */
  forItem?: string
  /** As in `<input accept>`. */
  accept?: string
  many?: boolean
  label?: string
  hint?: Child
  error?: string | null
  /** Where the script of the page brings this one's with it, once it is looked at. */
  late?: (keyof typeof lateScripts)[]
  /** How many files are taken. */
  most?: number
  /** Of the field, where a form has several. */
  name?: string
  /** Name of the hidden field that gets the file's id when it was uploaded in parts. */
  into?: string
  /** A `<Recorder>`, where what is recorded here is taken too. */
  children?: Child
}

/**
 * Chooses a file. In a plain form it goes along (up to 16 MiB); with JavaScript `<upload-field>` sends it in parts, shows how far it
 * is, goes on after a cut, and tells the page by an `uploaded` event.
 */
export function UploadField(props: UploadFieldProps) {
  const {
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
    most,
    late,
    children,
    name = 'file',
  } = props
  const { t } = view
  return (
    <upload-field
      purpose={purpose}
      data-code={late?.map((name) => asset(lateScripts[name])).join(' ')}
      data-into={into}
      data-for={forItem}
      data-most={most}
      data-full={most && t('assignments.tooManyFiles', { most })}
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
          name={name}
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
