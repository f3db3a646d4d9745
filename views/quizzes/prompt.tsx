import { raw } from 'hono/html'
import { renderInline, renderMarkdown } from '../../worker/lib/markdown'

/** A question's text: its first paragraph can be a heading or legend, the rest stands below. */
export function splitPrompt(prompt: string): { first: string; rest: string } {
  const [first = '', ...rest] = prompt.trim().split(/\n\s*\n/)
  const isParagraph = !/^\s*(?:#|>|[-*+]\s|\d+[.)]\s|```|~~~|\||:::|!\[|\$\$| {4})/.test(first)
  return isParagraph ? { first, rest: rest.join('\n\n') } : { first: '', rest: prompt }
}

/** One line of Markdown, safe, in the direction of its own script. */
export const Inline = ({ text }: { text: string }) => <bdi>{raw(renderInline(text))}</bdi>

/** Markdown as it reads in a lesson; nothing where there is nothing. */
export function Prose({ text, name }: { text: string; name?: string }) {
  if (!text.trim()) return null
  return (
    <div class="prose" dir="auto">
      {raw(renderMarkdown(text, { name }))}
    </div>
  )
}
