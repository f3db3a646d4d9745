import { bytes } from '../ui/numbers'
import type { View } from '../view'

type Kept = { id: string; name: string; size: number }

/** Files that are here already, each with the tick that keeps it; those that arrive come in by themselves (`upload-field`). */
export const KeptFiles = ({ view, name, files }: { view: View; name: string; files: Kept[] }) => (
  <fieldset class="field kept-files" data-kept={name} hidden={!files.length}>
    <legend class="field-label">{view.t('assignments.files')}</legend>
    {files.map((file) => (
      <label class="check">
        <input type="checkbox" name={name} value={file.id} checked />
        <span>
          <bdi>{file.name}</bdi> <small>{bytes(view, file.size)}</small>
        </span>
      </label>
    ))}
  </fieldset>
)
