import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { insertMany } from '../../db/insert-many'
import { searchEntries } from '../../db/schema'
import { foldForSearch } from '../../lib/text'

export type SearchKind = (typeof searchEntries.$inferSelect)['kind']

export type IndexedEntry = {
  kind: SearchKind
  /** Of a course its id, of a person the user's; of a lesson, quiz, assignment or caption the *item's* (a lesson has one entry for all its captions); a question stands in a bank. A thread and a reply have their own. */
  subjectId: string
  /** The course it stands in; null for courses themselves, for people and for what is in banks of the organization. */
  courseId?: string | null
  title: string
  /** Plain text. For people what admins find them by: e-mail and username. */
  body?: string
  published?: boolean
}

const LONGEST = 60_000

/** Writes what search knows of something, in the batch of the act that made or changed it. */
export function indexEntry(db: Database, entry: IndexedEntry) {
  const { kind, subjectId, ...values } = entryRow(entry)
  return db
    .insert(searchEntries)
    .values({ kind, subjectId, ...values })
    .onConflictDoUpdate({ target: [searchEntries.kind, searchEntries.subjectId], set: values })
}

/** Many new ones in one statement. */
export const indexEntries = (db: Database, entries: IndexedEntry[]) =>
  insertMany(db, searchEntries, entries.map(entryRow)).onConflictDoNothing()

const entryRow = ({ kind, subjectId, courseId = null, title, body = '', published = true }: IndexedEntry) => ({
  kind,
  subjectId,
  courseId,
  title: title.slice(0, 500),
  body: body.slice(0, LONGEST),
  folded: foldForSearch(title).slice(0, 500),
  published,
})

/** After a change of the title alone. */
export const retitleEntry = (db: Database, kind: SearchKind, subjectId: string, title: string) =>
  db
    .update(searchEntries)
    .set({ title: title.slice(0, 500), folded: foldForSearch(title).slice(0, 500) })
    .where(and(eq(searchEntries.kind, kind), eq(searchEntries.subjectId, subjectId)))

export const removeEntry = (db: Database, kind: SearchKind, subjectId: string) =>
  db.delete(searchEntries).where(and(eq(searchEntries.kind, kind), eq(searchEntries.subjectId, subjectId)))

/** Everything inside a course; the course itself is an entry of its own. */
export const removeCourseEntries = (db: Database, courseId: string) =>
  db.delete(searchEntries).where(eq(searchEntries.courseId, courseId))
