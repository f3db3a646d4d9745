import { asset } from '../../../worker/lib/assets'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import type { BlockProps } from './block-props'
import { FileLine } from './file'
import { MissingFile } from './player'

/** A PDF opens in its place (public/js/pdf); the link to the file is there with and without a script. */
export function DocumentBlock({ block, view, media }: BlockProps<'document'>) {
  const { t } = view
  const file = media.get(block.mediaId)
  if (!file) return <MissingFile title={block.title} view={view} id={blockAnchor(block)} />
  const title = block.title || file.name
  if (file.type !== 'application/pdf')
    return (
      <div id={blockAnchor(block)}>
        <FileLine file={file} title={title} view={view} />
      </div>
    )
  return (
    <div
      class="document"
      id={blockAnchor(block)}
      data-document={file.url}
      data-block={block.id}
      data-code={asset('js/pdf-reader.js')}
      data-worker={asset('pdf/worker.mjs')}
      data-files={asset('pdf/')}
      data-saying={t('blocks.pdf.saying', { n: '{n}', all: '{all}' })}
      data-no-text={t('blocks.pdf.noText')}
      data-broken={t('blocks.pdf.broken')}
      data-locked={t('blocks.pdf.locked')}
      data-lost={t('blocks.pdf.lost')}
    >
      <Reader view={view} title={title} />
      <div class="notice problem doc-trouble" role="alert" data-trouble hidden>
        <Icon name="problem" />
        <div class="spread">
          <p />
          <Button small type="button" icon="refresh" data-open>
            {t('blocks.pdf.again')}
          </Button>
        </div>
      </div>
      <FileLine file={file} title={title} view={view} open />
      <Button small type="button" icon="slides" data-open data-offer hidden>
        {t('blocks.pdf.open')}
      </Button>
    </div>
  )
}

/** Empty until the script fills it: one page at a time, and what turns it. */
function Reader({ view, title }: { view: View; title: string }) {
  const { t } = view
  return (
    <div class="doc-view" role="group" aria-label={title} data-reader hidden>
      <div class="doc-bar" data-bar>
        <IconButton icon="arrow-left" type="button" label={t('blocks.pdf.back')} data-earlier />
        <form class="doc-number" data-form>
          <input
            class="input"
            inputmode="numeric"
            autocomplete="off"
            aria-label={t('blocks.pdf.page')}
            maxlength={5}
            data-number
          />
          <span aria-hidden="true">/</span>
          <span data-of />
        </form>
        <IconButton icon="arrow-right" type="button" label={t('blocks.pdf.on')} data-later />
        <span class="doc-sizes">
          <IconButton icon="zoom-out" type="button" label={t('blocks.pdf.smaller')} data-smaller />
          <IconButton icon="zoom-in" type="button" label={t('blocks.pdf.larger')} data-larger />
          <IconButton icon="full-screen" type="button" label={t('blocks.pdf.whole')} data-whole />
        </span>
      </div>
      <div class="doc-stage" role="group" tabindex={0} data-stage />
      <p class="visually-hidden" role="status" data-said />
    </div>
  )
}
