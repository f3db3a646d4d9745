import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import type { QuestionKindName } from '../quizzes/questions'
import { drawQuestions } from './draw-questions'
import { inCategory } from './in-category'

/** What a draw chooses from. */
export type DrawSource = {
  id: string
  itemId: string
  bankId: string
  /** With all that is below it; null is the whole bank. */
  categoryId: string | null
  /** '' is any. */
  tag: string
  count: number
}

/** Nothing is right or wrong in a rating, so a draw, which gives points, passes it over. */
export const isDrawable = (kind: SQL): SQL => sql`${kind} <> 'likert'`

/**
 * Unexecuted: the questions that each draw of some quizzes may choose from, none that its quiz asks anyway. Of a large bank only a
 * sample by chance, as many for each draw as the quiz draws in all, so that no other draw can take them all away.
 */
export const candidatesQuery = (db: Database, draws: string[] | DrawSource[], { withBodies = false } = {}) =>
  db
    .select({
      itemId: sql<string>`c.item_id`.as('item_id'),
      drawId: sql<string>`c.draw_id`.as('draw_id'),
      questionId: sql<string>`c.question_id`.as('question_id'),
      versionId: sql<string>`c.version_id`.as('version_id'),
      kind: sql<QuestionKindName>`c.kind`.as('kind'),
      body: (withBodies ? sql<unknown>`v.body` : sql<unknown>`'null'`).mapWith(JSON.parse).as('body'),
    })
    .from(
      sql`(
        with wanting as (${wanting(draws)})
        select d.item_id, d.id draw_id, b.question_id, b.version_id, b.kind,
          row_number() over (partition by d.id order by random()) place,
          (select sum(s.count) from wanting s where s.item_id = d.item_id) wanted
        from wanting d
        join question_banks k on k.id = d.bank_id and k.deleted_at is null
        join bank_questions b on b.bank_id = d.bank_id and b.retired_at is null and ${isDrawable(sql`b.kind`)}
        where (d.category_id is null or ${inCategory(sql`b.category_id`, sql`d.category_id`)})
          and (d.tag = '' or exists (select 1 from bank_question_tags t where t.question_id = b.question_id and t.tag = d.tag))
          and not exists (select 1 from quiz_questions q where q.item_id = d.item_id and q.question_id = b.question_id)
      ) c ${withBodies ? sql`join question_versions v on v.id = c.version_id` : sql``}`,
    )
    .where(sql`c.place <= c.wanted`)

/** Of whole quizzes, by their items' ids, or draws as they would be. */
function wanting(draws: string[] | DrawSource[]): SQL {
  const ids = draws.filter((one) => typeof one === 'string')
  if (ids.length === draws.length)
    return sql`select item_id, id, bank_id, category_id, tag, count from quiz_draws where item_id in ${anyOf(ids)}`
  const said = (name: keyof DrawSource) => sql`json_extract(value, ${`$.${name}`})`
  return sql`select ${said('itemId')} item_id, ${said('id')} id, ${said('bankId')} bank_id, ${said('categoryId')} category_id,
    ${said('tag')} tag, ${said('count')} count from json_each(${JSON.stringify(draws)})`
}

/** A draw that finds fewer than it wants. */
export type Shortage = { drawId: string; wanted: number; found: number }

/** Draws of one quiz that would come short, whatever chance does. */
export function shortagesOf(
  draws: { id: string; count: number }[],
  candidates: { drawId: string; questionId: string }[],
): Shortage[] {
  const drawn = drawQuestions(draws, candidates, () => 0)
  return draws.flatMap(({ id, count }) => {
    const found = drawn.get(id)?.length ?? 0
    return found < count ? [{ drawId: id, wanted: count, found }] : []
  })
}
