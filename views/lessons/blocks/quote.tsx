import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

export function QuoteBlock({ block }: BlockProps<'quote'>) {
  return (
    <blockquote id={blockAnchor(block)} dir="auto">
      {raw(block.html)}
      {block.cite && (
        <footer>
          — <cite>{block.cite}</cite>
        </footer>
      )}
    </blockquote>
  )
}
