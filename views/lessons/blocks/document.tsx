import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'
import { FileLine } from './file'
import { MissingFile } from './player'

/** `data-document` is where a script puts its reader for PDFs; the link is there with and without it. */
export function DocumentBlock({ block, view, media }: BlockProps<'document'>) {
  const file = media.get(block.mediaId)
  if (!file) return <MissingFile title={block.title} view={view} id={blockAnchor(block)} />
  const isPdf = file.type === 'application/pdf'
  return (
    <div class="document" id={blockAnchor(block)} data-document={isPdf ? file.url : undefined}>
      <FileLine file={file} title={block.title || file.name} view={view} open={isPdf} />
    </div>
  )
}
