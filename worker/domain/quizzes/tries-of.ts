import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Answers to one question of an attempt that were checked and could be tried again, in order. */
export const triesOf = (attemptId: SQLWrapper, versionId: SQLWrapper): SQL<unknown[]> =>
  sql`(select json_group_array(json(t.response)) from (select response from response_tries
    where attempt_id = ${attemptId} and version_id = ${versionId} order by number) t)`.mapWith(JSON.parse) as SQL<
    unknown[]
  >
