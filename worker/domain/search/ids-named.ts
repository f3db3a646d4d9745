import { type SQL, sql } from 'drizzle-orm'
import type { SearchKind } from './entries'
import { readWords } from './read-words'

const SHORT_WITHIN = 20_000

/** The ids of people with these words in name, e-mail or username, for an admin's list: a subquery. Null where nothing was typed. */
export const personIdsNamed = (typed: string): SQL | null => idsNamed('person', typed)

/** The ids of questions in banks with these words, in the question or in its answers: a subquery. Null where nothing was typed. */
export const questionIdsNamed = (typed: string): SQL | null => idsNamed('question', typed)

function idsNamed(kind: SearchKind, typed: string): SQL | null {
  const { match, short } = readWords(typed)
  if (!match && short.length === 0) return null
  const shortly = short.map((word) => sql`and instr(e.folded, ${word}) > 0`)
  return match
    ? sql`(select e.subject_id from search_index join search_entries e on e.rowid = search_index.rowid
        where search_index match ${match} and e.kind = ${kind} ${sql.join(shortly, sql` `)})`
    : sql`(select e.subject_id from (
        select subject_id, folded from search_entries where kind = ${kind} limit ${SHORT_WITHIN}
      ) e where 1 ${sql.join(shortly, sql` `)})`
}
