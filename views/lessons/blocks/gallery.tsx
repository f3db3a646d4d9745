import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'
import { PictureFigure } from './picture'

export function GalleryBlock({ block, view, media }: BlockProps<'gallery'>) {
  return (
    <div
      class="gallery"
      id={blockAnchor(block)}
      role="group"
      aria-label={view.t('blocks.gallery', { n: block.images.length })}
    >
      {block.images.map((picture) => (
        <PictureFigure picture={picture} view={view} media={media} whole />
      ))}
    </div>
  )
}
