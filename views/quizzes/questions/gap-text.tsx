import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { renderMarkdown } from '../../../worker/lib/markdown'

const OPEN = '\ue000'
const CLOSE = '\ue001'

/** Markdown with something in the place of each `[[1]]`; what cannot stand there (in maths, in a link's address) follows below. */
export function GapText({ text, gaps, name }: { text: string; gaps: Child[]; name: string }) {
  const marked = text
    .replaceAll(/[\ue000\ue001]/g, '')
    .replace(/(?<!\\)\[\[(\d{1,2})\]\]/g, (_, number: string) => `${OPEN}${number}${CLOSE}`)
  const placed = new Set<number>()
  const html = renderMarkdown(marked, { name }).replace(/<math[\s\S]*?<\/math>|<[^>]*>|[^<]+/g, (part) =>
    part.replace(/\ue000(\d+)\ue001/g, (_, number: string) => {
      const gap = gaps[Number(number) - 1]
      if (part.startsWith('<') || gap === undefined) return '▢'
      placed.add(Number(number))
      return String(gap)
    }),
  )
  const left = gaps.filter((_, i) => !placed.has(i + 1))
  return (
    <div class="prose gap-text">
      {raw(html)}
      {left.length > 0 && <p>{left}</p>}
    </div>
  )
}
