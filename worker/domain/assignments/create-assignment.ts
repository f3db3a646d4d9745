import type { Database } from '../../db/client'
import { assignments } from '../../db/schema'
import type { FileKinds } from '../../lib/file-kinds'
import type { GroupWork } from '../../lib/group-work'
import type { LatePolicy, Resubmission } from '../../lib/late-policy'
import { renderMarkdown } from '../../lib/markdown'
import type { PeerSettings } from '../../lib/peer-review'

export type AssignmentSettings = {
  /** Markdown. */
  instructions: string
  takesText: boolean
  takesFiles: boolean
  maxFiles: number
  fileKinds: FileKinds
  /** One of the course or of the organization; null is none. */
  rubricId: string | null
  takesUrl: boolean
  /** Of one file; null is as large as the organization takes. */
  maxMegabytes: number | null
  /** What learners agree to when they hand in; empty is nothing. */
  statement: string
  resubmission: Resubmission
  /** From this percentage on it is passed, where it may be handed in until then. */
  passPercent: number
  /** Nothing is taken after that; null is never. */
  closesAt: number | null
  /** Null: being late costs nothing. */
  late: LatePolicy | null
  /** What counts, in percent, while nothing is there after its date; null is as the course says. */
  missingPercent: number | null
  groupWork: GroupWork
  /** Markers see no names while its grades are held. */
  anonymous: boolean
  /** How learners review each other's work; null: they do not. */
  peers: PeerSettings | null
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
