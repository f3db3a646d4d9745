import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'
import { PictureFigure } from './picture'

export function ImageBlock({ block, view, media }: BlockProps<'image'>) {
  return <PictureFigure picture={block} view={view} media={media} id={blockAnchor(block)} />
}
