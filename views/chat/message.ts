import { html, raw } from 'hono/html'
import type { MessageLine } from '../../worker/domain/chat'
import { renderMessage } from '../../worker/lib/markdown'
import { initials } from '../../worker/lib/text'
import { urls } from '../../worker/urls'
import { type Clock, humanTime } from '../ui/time'

/**
 * A message as everybody in its room gets it, on the page and over the line: whose it is says `data-by`, and the browser says the
 * time in its own zone. Written short, as it goes to each of a thousand readers.
 */
export function messageItem(clock: Clock, message: MessageLine, own = false) {
  const { id, roomId, seq, authorId, author, photoId, at, editedAt, deletedAt, reactions } = message
  const { t } = clock
  const face = photoId
    ? html`<span class="avatar" aria-hidden="true"><img src="${urls.media(photoId)}" alt="" width="30" height="30" loading="lazy"></span>`
    : html`<span class="avatar" data-initials="${initials(author || '?')}" aria-hidden="true"></span>`
  const edited = editedAt !== null && deletedAt === null ? html` <i>${t('chat.edited')}</i>` : ''
  const said =
    deletedAt === null
      ? html`<div class="said" dir="auto">${raw(saidHtml(message))}</div>`
      : html`<p class="gone">${t('chat.deleted')}</p>`
  const chips = reactions.map(
    ({ emoji, n }) =>
      html`<button type="submit" form="react" name="react" value="${id} ${emoji}" aria-label="${t('chat.reacted', { emoji, n })}">${emoji} ${n}</button>`,
  )
  return html`<li id="m-${id}" class="${own ? 'own' : ''}" data-seq="${seq}" data-by="${authorId}">${face}<p class="by"><bdi>${author || t('chat.somebody')}</bdi> <a href="${urls.chatMessage(roomId, id)}"><time datetime="${new Date(at).toISOString()}" data-local="time">${humanTime(clock, at)}</time></a>${edited}</p>${said}${chips.length ? html`<p class="reactions">${chips}</p>` : ''}</li>`
}

/** The text with its marks, and those marked whom it names. */
export function saidHtml({ text, mentions }: Pick<MessageLine, 'text' | 'mentions'>): string {
  const rendered = renderMessage(text)
  if (mentions.length === 0) return rendered
  const names = mentions.map(({ name }) => escapeHtml(name)).sort((a, b) => b.length - a.length)
  const named = new RegExp(`@(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  // between the tags only
  return rendered.replace(/(<[^>]*>)|([^<]+)/g, (_, tag: string | undefined, words: string | undefined) =>
    tag ? tag : words!.replace(named, '<b class="mention">@<bdi>$1</bdi></b>'),
  )
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
