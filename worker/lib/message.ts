import type { MessageKey } from '../../views/translate'

/** A moment inside a message: said in the reader's language and, unless it has its own, in the reader's zone. */
export type Moment = { at: number; zone?: string; say: 'day' | 'time' | 'day-and-time' }

/** What the ground and the domain say to people: a key of `views/locales` and what goes into it. Views turn it into words. */
export type Message = { key: MessageKey; values?: Record<string, string | number | Moment> }
