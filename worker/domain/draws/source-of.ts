import { type SQL, sql } from 'drizzle-orm'

/** "Kitchen › Hygiene › Hands": where a draw (a row called `quiz_draws`) chooses from. */
export const sourceOf: SQL<string> = sql`(select k.title || coalesce((
    select ' › ' || coalesce(g.title || ' › ', '') || coalesce(p.title || ' › ', '') || c.title from bank_categories c
    left join bank_categories p on p.id = c.parent_id left join bank_categories g on g.id = p.parent_id
    where c.id = quiz_draws.category_id), '') from question_banks k where k.id = quiz_draws.bank_id)`
