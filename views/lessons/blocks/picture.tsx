import { raw } from 'hono/html'
import type { Picture } from '../../../worker/domain/lessons/blocks'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import type { MediaMap } from './media-info'

/** A picture with its caption; where the file is not there, what it shows is said instead. */
export function PictureFigure({
  picture,
  view,
  media,
  id,
  whole,
}: {
  picture: Picture
  view: View
  media: MediaMap
  id?: string
  /** Shown as one of several in a cell of its own: opens the picture as it is. */
  whole?: boolean
}) {
  const file = media.get(picture.mediaId)
  const image = file && (
    <img
      src={file.url}
      alt={picture.decorative ? '' : picture.alt}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
      loading="lazy"
      decoding="async"
    />
  )
  return (
    <figure class="picture" id={id}>
      {file ? (
        whole ? (
          <a
            href={file.url}
            target="_blank"
            aria-label={picture.decorative || !picture.alt ? view.t('blocks.openPicture') : undefined}
            rel="noopener"
          >
            {image}
          </a>
        ) : (
          image
        )
      ) : (
        <div class="missing">
          <Icon name="image" />
          <p>
            {picture.alt ? view.t('blocks.missing.picture-of', { alt: picture.alt }) : view.t('blocks.missing.picture')}
          </p>
        </div>
      )}
      {picture.captionHtml && <figcaption dir="auto">{raw(picture.captionHtml)}</figcaption>}
    </figure>
  )
}
