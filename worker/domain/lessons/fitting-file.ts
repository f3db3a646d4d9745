import { Invalid, NotFound } from '../../errors'
import { isSlides } from '../../lib/slides'
import { kindOfType, type Media } from '../media'
import { type Block, mediaIdsOf } from './blocks'

/**
 * Opens every file that a block shows and did not show before: whoever shows a file must be able to see it, as a link to it opens
 * it to every learner. The one file of a block must be of its kind; any may be offered for download.
 */
export async function checkFiles(block: Block, old: Block, open: (mediaId: string) => Promise<Media>): Promise<void> {
  const known = new Set(mediaIdsOf({ blocks: [old] }))
  for (const mediaId of mediaIdsOf({ blocks: [block] })) {
    if (known.has(mediaId) || mediaId.startsWith('path:')) continue
    const file = await open(mediaId).catch((error) => {
      throw error instanceof NotFound ? new Invalid('mediaId', 'lessons.noSuchFile') : error
    })
    if ('mediaId' in block && block.mediaId === mediaId) checkFits(block.kind, file)
  }
}

function checkFits(kind: 'image' | 'video' | 'audio' | 'document' | 'file', { type, name }: Media) {
  if (kind === 'file' || kindOfType(type) === kind) return
  if (kind === 'document') throw new Invalid('mediaId', isSlides(name) ? 'lessons.slidesAsPdf' : 'lessons.notPdf')
  throw new Invalid('mediaId', `lessons.not.${kind}`)
}
