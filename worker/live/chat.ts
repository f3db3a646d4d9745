import { messageItem } from '../../views/chat/message'
import { directionOf, isLocale, translator } from '../../views/translate'
import type { MessageLine } from '../domain/chat'
import { type Attachment, LiveRoom } from './live-room'

/** A message that came, or to which something happened. */
export type ChatNews = { message: MessageLine; at: number }

const TYPING_EVERY_MS = 2_000

/** One a chat room: its messages as they come, who is writing, and how many are here. */
export class Chat extends LiveRoom<ChatNews> {
  protected override readonly saysWhoIsHere = true
  #typed = new Map<string, number>()

  async tell({ message, at }: ChatNews): Promise<void> {
    this.#typed.delete(message.authorId)
    await this.send((locale) => render(message, locale, at), { at: message.changedSeq })
  }

  /** Somebody writes: the others see it for a moment, and nobody keeps it. */
  protected override async hear(reader: Attachment, said: Record<string, unknown>): Promise<void> {
    const now = Date.now()
    if (said.typing !== true || now - (this.#typed.get(reader.userId) ?? 0) < TYPING_EVERY_MS) return
    this.#typed.set(reader.userId, now)
    const typing = JSON.stringify({ typing: reader.name })
    await this.send(async () => typing, { whom: ({ userId }) => userId !== reader.userId })
  }
}

/** `{ seq, id, html }`: the message as the page shows it. */
async function render(message: MessageLine, given: string, at: number): Promise<string> {
  const locale = isLocale(given) ? given : 'en'
  const clock = { t: translator(locale), locale, dir: directionOf(locale), zone: 'UTC', now: at }
  return JSON.stringify({ seq: message.changedSeq, id: message.id, html: String(await messageItem(clock, message)) })
}
