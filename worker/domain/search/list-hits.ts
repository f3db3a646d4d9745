import { and, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isFor, isShown } from '../../db/announced'
import { searchEntries } from '../../db/schema'
import { sentenceAround } from '../../lib/found-words'
import { cleanLine } from '../../lib/text'
import { type Actor, isAdmin } from '../policy'
import type { SearchKind } from './entries'
import { readWords } from './read-words'
import { isSaidTo, saidJoins, standsYet } from './said'

export type SearchHit = {
  kind: SearchKind
  subjectId: string
  courseId: string | null
  title: string
  courseTitle: string | null
  /** Of what was said in a forum. */
  forumId: string | null
  /** The sentence of the text in which the words stand, or its first one; empty when the text is not open to the actor. */
  excerpt: string
}

/** What was found, before it is known whether this learner may open it. */
type Candidate = SearchHit & {
  /** A rule or the order of the course may lock it. */
  isRuled: number
  /** The words stand in the title as well, which a lock does not hide. */
  isTitled: number
}

/** How much of an item this reader may be told of: nothing, that it is there, or its text. */
export type Openness = 'hidden' | 'named' | 'open'

/** One or two letters are looked for in this many of the newest entries only. */
const SHORT_WITHIN = 5_000

/** So many times what is shown is found for those from whom rules may hide some of it. */
const SPARE = 2

const MOST_HITS = 30

export type SearchOptions = { kinds?: SearchKind[]; limit?: number }

/** The reads for `readHits`, unexecuted: what the actor may see of what the words mean, best first. No words find nothing. */
export function hitsQuery(
  { db, now }: Tenant,
  actor: Actor,
  typed: string,
  { kinds, limit = MOST_HITS }: SearchOptions = {},
) {
  const { match, short } = readWords(typed)
  const conditions: SQL[] = [alive, visibleTo(actor, now(), match)]
  if (kinds) conditions.push(sql`${searchEntries.kind} in (select value from json_each(${JSON.stringify(kinds)}))`)
  for (const word of short) conditions.push(sql`instr(${searchEntries.folded}, ${word}) > 0`)
  if (match) conditions.push(sql`search_index match ${match}`)
  else {
    const newest = sql`(select rowid from search_entries order by rowid desc limit ${SHORT_WITHIN})`
    conditions.push(short.length ? sql`${searchEntries.rowid} in ${newest}` : sql`0`)
  }
  const hits = db
    .select({
      rowid: sql<number>`${searchEntries.rowid}`.as('entry_rowid'),
      kind: searchEntries.kind,
      subjectId: searchEntries.subjectId,
      courseId: searchEntries.courseId,
      title: sql<string>`coalesce(nullif(${searchEntries.title}, ''), st.title, '')`.as('entry_title'),
      forumId: sql<string | null>`st.forum_id`.as('said_in'),
      courseTitle: sql<string | null>`c.title`.as('course_title'),
      hasText: sql<number>`${searchEntries.kind} <> 'person'`.as('has_text'),
      isRuled: sql<number>`${isRuledFor(actor)}`.as('is_ruled'),
      isTitled: sql<number>`${inTitle(match)}`.as('is_titled'),
    })
    .from(searchEntries)
    .leftJoin(
      sql`courses c`,
      sql`c.id = case when ${searchEntries.kind} = 'course' then ${searchEntries.subjectId} else ${searchEntries.courseId} end`,
    )
    .leftJoin(sql`replies said`, saidJoins.replies)
    .leftJoin(sql`threads st`, saidJoins.threads)
    .leftJoin(sql`forums sf`, saidJoins.forums)
    .leftJoin(sql`items i`, sql`i.id = coalesce(st.forum_id, ${searchEntries.subjectId})`)
    .leftJoin(sql`course_modules m`, sql`m.id = i.module_id`)
    .$dynamic()
  if (match) hits.innerJoin(sql`search_index`, sql`search_index.rowid = ${searchEntries.rowid}`)
  const best = hits
    .where(and(...conditions))
    .orderBy(match ? sql`bm25(search_index, 10.0, 1.0)` : sql`${searchEntries.folded}`)
    .limit(isAdmin(actor) ? limit : limit * SPARE)
    .as('best')
  const { rowid, hasText, ...shown } = best._.selectedFields
  return db
    .select({ ...shown, excerpt: sql<string>`${match ? textAround(rowid, match, hasText) : sql`''`}` })
    .from(best)
    .where(isNotNull(best.kind)) // keeps SQLite from reading the texts of all that match before it takes the best
}

/** Of what was found what this reader may know, with the sentences in which the words stand. */
export function readHits(
  found: Candidate[],
  typed: string,
  opennessOf: (itemId: string) => Openness,
  { limit = MOST_HITS }: SearchOptions = {},
): SearchHit[] {
  const words = cleanLine(typed, 200).split(' ')
  return found
    .flatMap(({ isRuled, isTitled, ...hit }) => {
      const openness = isRuled ? opennessOf(hit.forumId ?? hit.subjectId) : 'open'
      if (openness === 'open') return [hit]
      return openness === 'named' && isTitled && hit.forumId === null ? [{ ...hit, excerpt: '' }] : []
    })
    .slice(0, limit)
    .map((hit) => ({ ...hit, excerpt: sentenceAround(hit.excerpt, words) }))
}

/** Letters of the text before the first of the words, and in all, that a sentence is cut out of. */
const [BEFORE, AROUND] = [sql`300`, sql`800`]

/** FTS5 itself says where the words are: it puts a mark before the first. (The offset keeps it from being asked four times.) */
const textAround = (rowid: SQL.Aliased, match: string, hasText: SQL.Aliased) => sql`coalesce((
  select case when begin > 1 then '…' else '' end || substr(body, begin, ${AROUND})
    || case when length(body) >= begin + ${AROUND} then '…' else '' end
  from (
    select body, max(1, instr(highlight(search_index, 1, char(2), ''), char(2)) - ${BEFORE}) as begin from search_index
    where search_index match ${match} and search_index.rowid = ${rowid} limit 1 offset 0
  ) where ${hasText}), '')`

const alive = sql`${standsYet} and c.deleted_at is null and i.deleted_at is null and m.deleted_at is null`
const isItem = sql`${searchEntries.kind} in ('lesson', 'quiz', 'assignment', 'forum', 'caption', 'thread', 'reply')`
/** A rule may be for other people, and a lock close the text: who reads the outline knows. */
const mayBeLocked = sql`(i.availability is not null or m.availability is not null or c.in_order = 1)`

function visibleTo(actor: Actor, now: number, match: string | null): SQL {
  if (isAdmin(actor)) return sql`1`
  return sql`(${teaches(actor)} or ${isOfStaff(actor)} or ${isPeer(actor, match)} or ${isCatalogued}
    or ${isLearnt(actor, now)} or ${isAnnounced(actor, now)})`
}

const isRuledFor = (actor: Actor) =>
  isAdmin(actor) ? sql`0` : sql`(${isItem} and not ${teaches(actor)} and ${mayBeLocked})`

function teaches({ courseRoles }: Actor): SQL {
  const own = Object.entries(courseRoles).filter(([, role]) => role === 'instructor' || role === 'assistant')
  const ids = JSON.stringify(own.map(([id]) => id))
  return sql`(${searchEntries.kind} <> 'person' and c.id in (select value from json_each(${ids})))`
}

/** Questions in banks of the organization; those in a course's are its staff's. */
const isOfStaff = ({ role }: Actor) =>
  role === 'learner' ? sql`0` : sql`(${searchEntries.kind} = 'question' and ${searchEntries.courseId} is null)`

/** People with a course in common, by their names only: an e-mail address leads nobody but admins to a person. */
const isPeer = (actor: Actor, match: string | null) => sql`(${searchEntries.kind} = 'person'
  and ${searchEntries.subjectId} in (
    select theirs.user_id from enrollments mine
    join enrollments theirs on theirs.course_id = mine.course_id
    join users u on u.id = theirs.user_id
    where mine.user_id = ${actor.id} and mine.role <> 'observer' and mine.state in ('active', 'completed')
      and theirs.role <> 'observer' and theirs.state in ('active', 'completed')
      and u.state = 'active' and u.deleted_at is null
  ) and ${inTitle(match)})`

const isCatalogued = sql`(${searchEntries.kind} = 'course' and c.published_at is not null and c.archived_at is null
  and c.visibility in ('organization', 'public'))`

const isLearnt = (actor: Actor, now: number) => sql`(${searchEntries.kind} not in ('person', 'question', 'announcement')
  and c.published_at is not null and c.archived_at is null and coalesce(c.starts_at, 0) <= ${now}
  and not (c.after_end = 'none' and coalesce(c.ends_at, ${now}) < ${now})
  and c.id in (
    select course_id from enrollments
    where user_id = ${actor.id} and state in ('active', 'completed')
  )
  and (not ${isItem} or (i.published_at is not null and m.published_at is not null)) and ${isSaidTo(actor)})`

const isAnnounced = (actor: Actor, now: number) => sql`(${searchEntries.kind} = 'announcement'
  and exists (select 1 from announcements an where an.id = ${searchEntries.subjectId}
    and ${isShown(sql`${now}`)} and ${isFor(sql`${actor.id}`)}))`

const inTitle = (match: string | null) =>
  match
    ? sql`${searchEntries.rowid} in (select rowid from search_index where search_index match ${`title : (${match})`})`
    : sql`1`
