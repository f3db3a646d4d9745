import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { searchEntries } from '../../db/schema'
import { foldForSearch } from '../../lib/text'

export type SearchKind = (typeof searchEntries.$inferSelect)['kind']

export type IndexedEntry = {
  kind: SearchKind
  /** Of a course its id, of a person the user's; of a lesson, quiz, assignment or caption the *item's* (a lesson has one entry for all its captions). */
  subjectId: string
  /** The course it stands in; null for courses themselves and for people. */
  courseId?: string | null
  title: string
  /** Plain text. For people what admins find them by: e-mail and username. */
  body?: string
  published?: boolean
}

const LONGEST = 60_000

/** Writes what search knows of something, in the batch of the act that made or changed it. */
export function indexEntry(db: Database, entry: IndexedEntry) {
  const { kind, subjectId, courseId = null, title, body = '', published = true } = entry
  const values = {
    courseId,
    title: title.slice(0, 500),
    body: body.slice(0, LONGEST),
    folded: foldForSearch(title).slice(0, 500),
    published,
  }
  return db
    .insert(searchEntries)
    .values({ kind, subjectId, ...values })
    .onConflictDoUpdate({ target: [searchEntries.kind, searchEntries.subjectId], set: values })
}

export const removeEntry = (db: Database, kind: SearchKind, subjectId: string) =>
  db.delete(searchEntries).where(and(eq(searchEntries.kind, kind), eq(searchEntries.subjectId, subjectId)))

/** Everything inside a course; the course itself is an entry of its own. */
export const removeCourseEntries = (db: Database, courseId: string) =>
  db.delete(searchEntries).where(eq(searchEntries.courseId, courseId))
