import { urls } from '../../../worker/urls'
import { UploadField } from '../../media/upload-field'
import { Button } from '../../ui/button'
import { onceAt } from '../../ui/form'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import { kindIcon } from '../kind-icon'

/** What is added at once, without a file or an address. */
export const simpleKinds = [
  'text',
  'callout',
  'reveal',
  'check',
  'gallery',
  'table',
  'quote',
  'code',
  'maths',
  'divider',
] as const

type AddPanelProps = {
  view: View
  itemId: string
  /** Behind this block; '' at the beginning, null at the end. */
  after: string | null
  error?: string | null
  url?: string
}

/** Everything that can be added: a kind, a file, an address. There is one on the page; it goes to where one wants to add. */
export function AddPanel({ view, itemId, after, error, url }: AddPanelProps) {
  const { t } = view
  const where = after === null ? null : <input type="hidden" name="after" value={after} />
  return (
    <section class="add-panel" id="add" aria-label={t('lessons.add')} tabindex={-1}>
      <form method="post" action={onceAt(urls.lessonBlocks(itemId), view.once)} data-add>
        {where}
        <div class="add-kinds">
          {simpleKinds.map((kind) => (
            <button type="submit" name="kind" value={kind}>
              <Icon name={kindIcon[kind]} />
              {t(`lessons.kind.${kind}`)}
            </button>
          ))}
        </div>
      </form>
      <div class="add-more">
        <form method="post" action={urls.lessonFiles(itemId)} enctype="multipart/form-data" data-add-file>
          {where}
          <UploadField
            view={view}
            id="add-file"
            purpose="content"
            many
            label={t('lessons.addFile')}
            hint={t('lessons.addFileHint')}
          />
          <noscript>
            <Button small icon="upload">
              {t('media.upload')}
            </Button>
          </noscript>
        </form>
        <form class="add-address" method="post" action={onceAt(urls.lessonBlocks(itemId), view.once)} data-add>
          {where}
          <input type="hidden" name="kind" value="embed" />
          <label class="visually-hidden" for="add-url">
            {t('lessons.address')}
          </label>
          <input
            class="input"
            id="add-url"
            type="url"
            name="url"
            value={url}
            maxlength={2000}
            dir="ltr"
            placeholder="https://"
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'add-url-error add-url-hint' : 'add-url-hint'}
          />
          <Button small icon="embed">
            {t('lessons.show')}
          </Button>
          {error && (
            <p class="hint problem" id="add-url-error" role="alert">
              {error}
            </p>
          )}
          <p class="hint" id="add-url-hint">
            {t('lessons.addAddress')}
          </p>
        </form>
      </div>
    </section>
  )
}
