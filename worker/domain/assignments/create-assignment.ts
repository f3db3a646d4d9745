import type { Database } from '../../db/client'
import { assignments } from '../../db/schema'
import type { FileKinds } from '../../lib/file-kinds'
import { renderMarkdown } from '../../lib/markdown'

export type AssignmentSettings = {
  /** Markdown. */
  instructions: string
  takesText: boolean
  takesFiles: boolean
  maxFiles: number
  fileKinds: FileKinds
  /** One of the course or of the organization; null is none. */
  rubricId: string | null
}

/** Statement: an assignment beside its item, for imports; its empty row may be there already. */
export function createAssignment(db: Database, itemId: string, settings: Partial<AssignmentSettings>) {
  const values = withHtml(settings)
  return db
    .insert(assignments)
    .values({ itemId, ...values })
    .onConflictDoUpdate({ target: assignments.itemId, set: { itemId, ...values } })
}

/** What is kept: the Markdown, and the HTML made of it once. */
export const withHtml = (settings: Partial<AssignmentSettings>) =>
  settings.instructions === undefined
    ? settings
    : { ...settings, instructionsHtml: renderMarkdown(settings.instructions, { name: 'task' }) }
