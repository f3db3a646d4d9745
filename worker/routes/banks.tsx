import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { filterQuery } from '../../views/banks/bank-list'
import { type BankFilter, BankPage, type BankPageProps } from '../../views/banks/bank-page'
import { BanksPage } from '../../views/banks/banks-page'
import {
  addCategory,
  type BulkAct,
  binBank,
  changeManyQuestions,
  editBank,
  listBanks,
  listCourseBanks,
  listQuestions,
  makeBank,
  removeCategory,
  renameCategory,
  restoreBank,
} from '../domain/banks'
import { questionKindNames } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { urls } from '../urls'

/** Question banks of the organization and of courses, with their categories. */
export const banks = new Hono<AppEnv>()

banks.get('/banks', (c) => banksPage(c))

async function banksPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const found = await listBanks(tenant, actor, { after: c.req.query('after') })
  return c.html(<BanksPage view={view} course={null} {...found} form={state} />)
}

const newBank = z.object({ title: z.string().max(500), id: z.uuid().optional() })

banks.post('/banks', form(newBank, banksPage), async (c) => {
  const { title, id } = c.req.valid('form')
  const { done, refused } = await orForm(c, banksPage, { title }, () =>
    makeBank(c.var.tenant, c.var.actor, null, { title }, id),
  )
  return refused ?? goTo(c, urls.bank(done!.id), 'banks.notice.made')
})

banks.get('/courses/:courseId/banks', (c) => courseBanksPage(c))

async function courseBanksPage(c: Context<AppEnv>, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const found = await listCourseBanks(tenant, actor, c.req.param('courseId') ?? '')
  return c.html(<BanksPage view={view} {...found} form={state} />)
}

banks.post('/courses/:courseId/banks', form(newBank, courseBanksPage), async (c) => {
  const { title, id } = c.req.valid('form')
  const { done, refused } = await orForm(c, courseBanksPage, { title }, () =>
    makeBank(c.var.tenant, c.var.actor, c.req.param('courseId'), { title }, id),
  )
  return refused ?? goTo(c, urls.bank(done!.id), 'banks.notice.made')
})

banks.get('/banks/:id', (c) => bankPage(c))

type Form = BankPageProps['form']
const noForm: Form = { of: null, ...emptyForm }

async function bankPage(c: Context<AppEnv>, state: Form = noForm) {
  const { tenant, actor, view } = c.var
  const filter = filterOf(c)
  const { bank, list } = await listQuestions(tenant, actor, c.req.param('id') ?? '', {
    ...filter,
    kind: questionKindNames.find((kind) => kind === filter.kind) ?? null,
    after: c.req.query('after'),
  })
  return c.html(<BankPage view={view} bank={bank} {...list} filter={filter} form={state} />)
}

function filterOf(c: Context<AppEnv>): BankFilter {
  const said = (name: string, max = 200) => (c.req.query(name) ?? '').slice(0, max)
  return {
    words: said('q'),
    category: said('category'),
    tag: said('tag'),
    kind: said('kind'),
    retired: said('state') === 'retired',
  }
}

const pageWith =
  (of: Form['of']): FormView =>
  (c, state) =>
    bankPage(c, { of, ...state })

const about = z.object({ title: z.string().max(500), description: z.string().max(8_000).default('') })

banks.put('/banks/:id', form(about, pageWith('about')), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  const { refused } = await orForm(c, pageWith('about'), fields, () => editBank(c.var.tenant, c.var.actor, id, fields))
  return refused ?? goTo(c, urls.bank(id), 'person.saved')
})

banks.delete('/banks/:id', async (c) => {
  const id = c.req.param('id')
  const { done, refused } = await orForm(c, pageWith('many'), {}, () => binBank(c.var.tenant, c.var.actor, id))
  if (refused) return refused
  const back = done!.courseId ? urls.courseBanks(done!.courseId) : urls.banks()
  return goTo(c, back, 'banks.notice.binned', urls.bankRestoration(id))
})

banks.post('/banks/:id/restoration', async (c) => {
  const id = c.req.param('id')
  await restoreBank(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.bank(id), 'banks.notice.restored')
})

const newCategory = z.object({
  title: z.string().max(500),
  parentId: z.string().max(100).default(''),
  id: z.uuid().optional(),
})

banks.post('/banks/:id/categories', form(newCategory, pageWith('category')), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  const { refused } = await orForm(c, pageWith('category'), fields, () =>
    addCategory(c.var.tenant, c.var.actor, id, fields),
  )
  return refused ?? goTo(c, `${urls.bank(id)}#categories`, 'banks.notice.category')
})

const categoryName = z.object({ title: z.string().max(500) })

banks.put('/banks/:id/categories/:category', form(categoryName, pageWith('many')), async (c) => {
  const { id, category } = c.req.param()
  const { title } = c.req.valid('form')
  const { refused } = await orForm(c, pageWith('many'), {}, () =>
    renameCategory(c.var.tenant, c.var.actor, id, category, title),
  )
  return refused ?? goTo(c, `${urls.bank(id)}#categories`, 'person.saved')
})

banks.delete('/banks/:id/categories/:category', async (c) => {
  const { id, category } = c.req.param()
  const { done, refused } = await orForm(c, pageWith('many'), {}, () =>
    removeCategory(c.var.tenant, c.var.actor, id, category),
  )
  return refused ?? goToWithUndo(c, urls.bank(id), 'banks.notice.categoryRemoved', done!)
})

const many = z.object({
  question: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
    .default([])
    .transform((ids) => [ids].flat()),
  act: z.enum(['retire', 'restore', 'category', 'tag', 'untag']),
  category: z.string().max(100).default(''),
  tag: z.string().max(200).default(''),
})

banks.post('/banks/:id/changes', form(many, pageWith('many')), async (c) => {
  const id = c.req.param('id')
  const { question, act, category, tag } = c.req.valid('form')
  const said: BulkAct =
    act === 'category'
      ? { act, categoryId: category || null }
      : act === 'tag' || act === 'untag'
        ? { act, tag }
        : { act }
  const { done, refused } = await orForm(c, pageWith('many'), {}, () =>
    changeManyQuestions(c.var.tenant, c.var.actor, id, question, said),
  )
  const back = `${urls.bank(id)}${filterQuery(filterOf(c))}`
  return refused ?? goToWithUndo(c, back, act === 'retire' ? 'banks.notice.retired' : 'person.saved', done ?? null)
})
