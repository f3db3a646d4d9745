import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { mediaLinks } from '../../db/schema'

/** Statement: what a bank shows, the quizzes that ask its questions or draw from it may show too. */
export const spreadPictures = (db: Database, bankId: string) =>
  db
    .insert(mediaLinks)
    .select(
      sql`select l.media_id, 'item', u.item_id from media_links l join (
          select d.item_id from quiz_draws d where d.bank_id = ${bankId}
          union select q.item_id from bank_questions b join quiz_questions q on q.question_id = b.question_id
            where b.bank_id = ${bankId}
        ) u where l.kind = 'bank' and l.subject_id = ${bankId}`,
    )
    .onConflictDoNothing()

type Home = { kind: 'item' | 'bank'; id: string }

/** Statement: the pictures of questions that come into a bank from elsewhere, as far as they belonged there. */
export const carryPictures = (db: Database, from: Home, bankId: string, mediaIds: string[]) =>
  db
    .insert(mediaLinks)
    .select(
      sql`select l.media_id, 'bank', ${bankId} from media_links l where l.kind = ${from.kind} and l.subject_id = ${from.id}
        and l.media_id in (select value from json_each(${JSON.stringify(mediaIds)}))`,
    )
    .onConflictDoNothing()
