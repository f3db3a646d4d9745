import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Answers, Database } from '../../db/client'
import {
  bankQuestions,
  bankQuestionTags,
  courses,
  items,
  questionVersions,
  quizDraws,
  quizQuestions,
  users,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { inCategory, isDrawable } from '../draws'
import { type Actor, authorize, can } from '../policy'
import type { Question, QuestionKindName } from '../quizzes'
import { type BankHead, headFor, headQueries } from './find-bank'
import { bankLinesQuery } from './list-banks'
import { tagsOf } from './list-questions'
import { passagesIn, passagesQuery } from './passages-query'

/** A quiz that asks it: `version` is the one that it asks. */
export type Use = {
  itemId: string
  title: string
  courseId: string
  courseTitle: string
  version: number
  versionId: string
  points: number
}
/** A quiz that may draw it. */
export type DrawUse = { itemId: string; title: string; courseId: string; courseTitle: string }

export type QuestionVersion = { id: string; number: number; question: Question; author: string; createdAt: number }

export type BankQuestion = {
  id: string
  bank: BankHead
  title: string
  kind: QuestionKindName
  question: Question
  /** Of the newest version. */
  version: number
  versionId: string
  points: number
  categoryId: string | null
  tags: string[]
  updatedAt: number
  retiredAt: number | null
  /** The newest first. */
  versions: QuestionVersion[]
  /** In courses that the actor may change. */
  uses: Use[]
  draws: DrawUse[]
  /** Quizzes elsewhere that ask or may draw it. */
  elsewhere: number
}

const mostVersions = 50

const rowQuery = (db: Database, questionId: string) =>
  db
    .select({ row: bankQuestions, tags: tagsOf.as('own_tags') })
    .from(bankQuestions)
    .where(eq(bankQuestions.questionId, questionId))
    .limit(1)

const versionsQuery = (db: Database, questionId: string) =>
  db
    .select({
      id: questionVersions.id,
      number: questionVersions.number,
      kind: questionVersions.kind,
      body: questionVersions.body,
      author: sql<string>`coalesce(${users.name}, '')`.as('author'),
      createdAt: questionVersions.createdAt,
    })
    .from(questionVersions)
    .leftJoin(users, eq(users.id, questionVersions.createdBy))
    .where(eq(questionVersions.questionId, questionId))
    .orderBy(desc(questionVersions.number))
    .limit(mostVersions)

/** Quizzes outside the bin that ask it. */
export const usesQuery = (db: Database, questionId: string) =>
  db
    .select({
      itemId: items.id,
      title: sql<string>`${items.title}`.as('item_title'),
      courseId: sql<string>`${courses.id}`.as('the_course'),
      courseTitle: sql<string>`${courses.title}`.as('course_title'),
      version: questionVersions.number,
      versionId: quizQuestions.versionId,
      points: quizQuestions.points,
    })
    .from(quizQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
    .innerJoin(items, and(eq(items.id, quizQuestions.itemId), isNull(items.deletedAt)))
    .innerJoin(courses, and(eq(courses.id, items.courseId), isNull(courses.deletedAt)))
    .where(eq(quizQuestions.questionId, questionId))
    .orderBy(courses.title, items.title)
    .limit(200)

const drawsQuery = (db: Database, questionId: string) =>
  db
    .selectDistinct({
      itemId: items.id,
      title: sql<string>`${items.title}`.as('item_title'),
      courseId: sql<string>`${courses.id}`.as('the_course'),
      courseTitle: sql<string>`${courses.title}`.as('course_title'),
    })
    .from(bankQuestions)
    .innerJoin(quizDraws, eq(quizDraws.bankId, bankQuestions.bankId))
    .innerJoin(items, and(eq(items.id, quizDraws.itemId), isNull(items.deletedAt)))
    .innerJoin(courses, and(eq(courses.id, items.courseId), isNull(courses.deletedAt)))
    .where(
      and(
        eq(bankQuestions.questionId, questionId),
        isNull(bankQuestions.retiredAt),
        isDrawable(sql`${bankQuestions.kind}`),
        sql`(${quizDraws.categoryId} is null or ${inCategory(bankQuestions.categoryId, quizDraws.categoryId)})`,
        sql`(${quizDraws.tag} = '' or exists (select 1 from ${bankQuestionTags} t
          where t.question_id = ${questionId} and t.tag = ${quizDraws.tag}))`,
      ),
    )
    .limit(200)

/** A question in a bank with its history and where it is used: one trip. NotFound for whoever may not read the bank. */
export async function findBankQuestion(tenant: Tenant, actor: Actor, questionId: string): Promise<BankQuestion> {
  return (await readBankQuestion(tenant, actor, questionId))[0]
}

const bankOf = (questionId: string) => sql`(select b.bank_id from bank_questions b where b.question_id = ${questionId})`

const questionQueries = (tenant: Tenant, actor: Actor, questionId: string) =>
  [
    rowQuery(tenant.db, questionId),
    versionsQuery(tenant.db, questionId),
    usesQuery(tenant.db, questionId),
    drawsQuery(tenant.db, questionId),
    bankLinesQuery(tenant, actor),
    ...headQueries(tenant, bankOf(questionId)),
  ] as const

type Rows = Readonly<Answers<ReturnType<typeof questionQueries>>>

const readBankQuestion = async (tenant: Tenant, actor: Actor, questionId: string) =>
  asQuestion(actor, questionId, await tenant.db.batch(questionQueries(tenant, actor, questionId)))

function asQuestion(actor: Actor, questionId: string, [[found], versions, uses, draws, banks, ...head]: Rows) {
  const bank = headFor(actor, head)
  const newest = versions.find(({ id }) => id === found?.row.versionId)
  if (!found || !newest) throw new NotFound()
  const mayOpen = ({ courseId }: { courseId: string }) => can(actor, 'course.edit', { courseId })
  const { row, tags } = found
  const hidden = new Set([...uses, ...draws].filter((use) => !mayOpen(use)).map(({ itemId }) => itemId))
  const question: BankQuestion = {
    id: questionId,
    bank,
    title: row.title,
    kind: row.kind,
    question: { kind: newest.kind, body: newest.body } as Question,
    version: newest.number,
    versionId: newest.id,
    points: row.points,
    categoryId: row.categoryId,
    tags,
    updatedAt: row.updatedAt,
    retiredAt: row.retiredAt,
    versions: versions.map(({ kind, body, ...version }) => ({ ...version, question: { kind, body } as Question })),
    uses: uses.filter(mayOpen),
    draws: draws.filter(mayOpen),
    elsewhere: hidden.size,
  }
  return [question, banks] as const
}

export async function findBankQuestionToEdit(tenant: Tenant, actor: Actor, questionId: string): Promise<BankQuestion> {
  const found = await findBankQuestion(tenant, actor, questionId)
  authorize(actor, 'bank.edit', found.bank)
  return found
}

/** The same for its page, with the banks that it may move to. */
export async function findBankQuestionPage(tenant: Tenant, actor: Actor, questionId: string) {
  const [question, banks] = await readBankQuestion(tenant, actor, questionId)
  return { question, banks: banks.filter((bank) => bank.id !== question.bank.id && can(actor, 'bank.edit', bank)) }
}

/** The same for its form, with the texts that questions of its bank are about. */
export async function findBankQuestionForm(tenant: Tenant, actor: Actor, questionId: string) {
  const [passages, ...rows] = await tenant.db.batch([
    passagesQuery(tenant.db, bankOf(questionId)),
    ...questionQueries(tenant, actor, questionId),
  ])
  const [question] = asQuestion(actor, questionId, rows)
  authorize(actor, 'bank.edit', question.bank)
  return { question, passages: passagesIn(passages) }
}
