import type { Database } from '../../db/client'
import { type ForumKind, forums, type GroupMode } from '../../db/schema'
import { renderMarkdown } from '../../lib/markdown'

export type ForumSettings = {
  kind: ForumKind
  /** Markdown: what it is for. */
  intro: string
  /** Texts one below the other instead of titles. */
  stream: boolean
  groupMode: GroupMode
  /** Peers see no names. */
  anonymous: boolean
  /** How long one's own words may be changed; 0 is not at all. */
  editMinutes: number
}

/** Statement: a forum beside its item, for imports and copies; its empty row may be there already. */
export function createForum(db: Database, itemId: string, settings: Partial<ForumSettings>) {
  const values = withHtml(settings)
  return db
    .insert(forums)
    .values({ itemId, ...values })
    .onConflictDoUpdate({ target: forums.itemId, set: { itemId, ...values } })
}

/** What is kept: the Markdown, and the HTML made of it once. */
export const withHtml = (settings: Partial<ForumSettings>) =>
  settings.intro === undefined
    ? settings
    : { ...settings, introHtml: renderMarkdown(settings.intro, { name: 'forum' }) }
