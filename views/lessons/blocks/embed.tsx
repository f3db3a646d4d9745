import { blockAnchor } from '../../../worker/lib/block-anchor'
import { embedAddress } from '../../../worker/lib/embeds'
import { Icon } from '../../ui/icon'
import type { BlockProps } from './block-props'

/** Nothing is fetched from elsewhere until the reader asks for it. Without a script the link leads there. */
export function EmbedBlock({ block, view, embedHosts }: BlockProps<'embed'>) {
  const address = embedAddress(block.url, embedHosts)
  const host = hostOf(block.url)
  const title = block.title || host
  return (
    <figure class="embed" id={blockAnchor(block)}>
      <div class="frame" data-embed={address ?? undefined} data-title={title}>
        <div class="offer">
          <p>
            <strong dir="auto">{title}</strong>
          </p>
          {address && (
            <button type="button" class="btn" data-load hidden>
              <Icon name="play" />
              {view.t('blocks.embed.load')}
            </button>
          )}
          <p class="small">
            <a href={block.url} rel="noopener nofollow ugc">
              {view.t('blocks.embed.open', { host })}
            </a>
          </p>
          {address && (
            <p class="small muted" data-load hidden>
              {view.t('blocks.embed.notice', { host })}
            </p>
          )}
        </div>
      </div>
      {block.title && <figcaption dir="auto">{block.title}</figcaption>}
    </figure>
  )
}

function hostOf(url: string) {
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return url
  }
}
