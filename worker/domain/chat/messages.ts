import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { type Given, prepared } from '../../db/prepared'
import { chatMessages, users } from '../../db/schema'

export const MESSAGES_A_PAGE = 50
/** What one question "since N" is answered with at the most. */
export const CHANGES_A_PAGE = 100

const columns = {
  id: chatMessages.id,
  roomId: chatMessages.roomId,
  seq: chatMessages.seq,
  changedSeq: chatMessages.changedSeq,
  authorId: chatMessages.authorId,
  author: users.name,
  /** None where its owner shows it to nobody. */
  photoId: sql<string | null>`case when ${users.visibility} ->> '$.photo' then ${users.photoId} end`.as('shown_photo'),
  text: chatMessages.text,
  mentions: chatMessages.mentions,
  at: chatMessages.at,
  editedAt: chatMessages.editedAt,
  deletedAt: chatMessages.deletedAt,
  /** `[[emoji, how many], …]`, the earliest first. */
  reactions:
    sql<string>`(select json_group_array(json_array(emoji, n)) from (select emoji, count(*) as n from chat_reactions
    where message_id = ${chatMessages.id} group by emoji order by min(at), emoji))`.as('reactions'),
}

/** Unexecuted: the page of messages before a place, the newest first, and one more if there are more. */
export const messagesBeforeQuery = prepared((db, roomId: Given<string>, before: Given<number>, size: Given<number>) =>
  db
    .select(columns)
    .from(chatMessages)
    .leftJoin(users, eq(users.id, chatMessages.authorId))
    .where(and(eq(chatMessages.roomId, roomId), lt(chatMessages.seq, before)))
    .orderBy(desc(chatMessages.seq))
    .limit(size),
)

/** Unexecuted: what has happened in a room since a number, in order, and one more if there is more. */
export const changesQuery = prepared((db, roomId: Given<string>, since: Given<number>, size: Given<number>) =>
  db
    .select(columns)
    .from(chatMessages)
    .leftJoin(users, eq(users.id, chatMessages.authorId))
    .where(and(eq(chatMessages.roomId, roomId), gt(chatMessages.changedSeq, since)))
    .orderBy(asc(chatMessages.changedSeq))
    .limit(size),
)

/** Unexecuted. */
export const messageQuery = prepared((db, id: Given<string>) =>
  db
    .select(columns)
    .from(chatMessages)
    .leftJoin(users, eq(users.id, chatMessages.authorId))
    .where(eq(chatMessages.id, id))
    .limit(1),
)

type Row = Awaited<ReturnType<typeof messageQuery>>[number]

/** A message as everybody in its room sees it. */
export type MessageLine = Omit<Row, 'reactions' | 'author'> & {
  author: string
  reactions: { emoji: string; n: number }[]
}

export const toLine = ({ reactions, author, ...row }: Row): MessageLine => ({
  ...row,
  author: author ?? '',
  reactions: (JSON.parse(reactions) as [string, number][]).map(([emoji, n]) => ({ emoji, n })),
})
