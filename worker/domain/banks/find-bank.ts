import type { SQL } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { type Actor, authorize, can } from '../policy'
import { bankQuery, categoriesQuery, sizeQuery, tagsQuery } from './bank-queries'
import { type Category, treeOf } from './categories-tree'
import { passagesIn, passagesQuery } from './passages-query'

export type Bank = {
  id: string
  /** Null: of the organization. */
  courseId: string | null
  courseTitle: string | null
  title: string
  description: string
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** A bank with what its questions can be sorted by. */
export type BankHead = Bank & {
  categories: Category[]
  tags: { tag: string; questions: number }[]
  questions: number
  /** In the bin. */
  retired: number
  /** Questions whose answers somebody marks. */
  byHand: number
}

type Found = Awaited<ReturnType<typeof bankQuery>>

/** NotFound for everybody who may not read it. */
export function bankFor(actor: Actor, [row]: Found, { binned = false } = {}): Bank {
  if (!row || (row.bank.deletedAt !== null && !binned) || !can(actor, 'bank.read', row.bank)) throw new NotFound()
  return { ...row.bank, courseTitle: row.courseTitle }
}

/** Unexecuted, for the one batch of a page; `headFor` decides about their answers. */
export const headQueries = ({ db }: Tenant, bankId: string | SQL) =>
  [bankQuery(db, bankId), categoriesQuery(db, bankId), tagsQuery(db, bankId), sizeQuery(db, bankId)] as const

type HeadRows = readonly [
  Found,
  Awaited<ReturnType<typeof categoriesQuery>>,
  Awaited<ReturnType<typeof tagsQuery>>,
  Awaited<ReturnType<typeof sizeQuery>>,
]

export function headFor(actor: Actor, [rows, categories, tags, [size]]: HeadRows): BankHead {
  return { ...bankFor(actor, rows), categories: treeOf(categories), tags, questions: 0, retired: 0, byHand: 0, ...size }
}

export const findBank = async (tenant: Tenant, actor: Actor, bankId: string): Promise<BankHead> =>
  headFor(actor, await tenant.db.batch(headQueries(tenant, bankId)))

export async function findBankToEdit(tenant: Tenant, actor: Actor, bankId: string): Promise<BankHead> {
  const bank = await findBank(tenant, actor, bankId)
  authorize(actor, 'bank.edit', bank)
  return bank
}

/** The same for the form of a new question, with the texts that others are about. */
export async function findBankForm(tenant: Tenant, actor: Actor, bankId: string) {
  const [passages, ...head] = await tenant.db.batch([passagesQuery(tenant.db, bankId), ...headQueries(tenant, bankId)])
  const bank = headFor(actor, head)
  authorize(actor, 'bank.edit', bank)
  return { bank, passages: passagesIn(passages) }
}
