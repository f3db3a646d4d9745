import { UploadField } from '../../../media/upload-field'
import type { View } from '../../../view'

type ChosenProps = { view: View; id: string; mediaId: string; accept: string; label: string; name?: string }

/** The file of a block, and the way to another one. Without a script the file goes up in the form below the blocks. */
export function ChosenFile({ view, id, mediaId, accept, label, name = 'mediaId' }: ChosenProps) {
  return (
    <>
      <input type="hidden" name={name} value={mediaId} data-media />
      <div class="needs-script">
        <UploadField
          view={view}
          id={`file-${id}`}
          purpose="content"
          accept={accept}
          label={mediaId ? view.t('lessons.chooseOther') : label}
          hint=""
        />
      </div>
    </>
  )
}
