import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { InquiriesPage } from '../../views/grades/inquiries-page'
import { listInquiries, settleInquiry, writeInquiry } from '../domain/grades'
import type { AppEnv } from '../env'
import { form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { urls } from '../urls'
import { learnerGradesPage, placeOf } from './gradebook'

/** What is asked about grades: written where the grade stands, and listed for those who mark. */
export const inquiries = new Hono<AppEnv>()

inquiries.get('/courses/:id/gradebook/inquiries', async (c) => {
  const { tenant, actor, view } = c.var
  const { state, after } = c.req.query()
  const isSettled = state === 'settled'
  const asked = { state: isSettled ? ('settled' as const) : ('open' as const), cursor: after, size: 30 }
  const found = await listInquiries(tenant, actor, c.req.param('id'), asked)
  return c.html(<InquiriesPage view={view} found={found} isSettled={isSettled} />)
})

const written = z.object({ text: z.string().max(65_536, 'form.tooLong').default('') })
const formView = learnerGradesPage('inquiry')

inquiries.post('/courses/:id/learners/:userId/items/:itemId/inquiry', form(written, formView), async (c) => {
  const values = c.req.valid('form')
  const { refused } = await orForm(c, formView, values, () =>
    writeInquiry(c.var.tenant, c.var.actor, placeOf(c), values),
  )
  return refused ?? back(c, 'inquiry.notice.sent')
})

inquiries.post('/courses/:id/learners/:userId/items/:itemId/inquiry/settlement', async (c) => {
  await settleInquiry(c.var.tenant, c.var.actor, placeOf(c), true)
  return back(c, 'inquiry.notice.settled')
})

inquiries.delete('/courses/:id/learners/:userId/items/:itemId/inquiry/settlement', async (c) => {
  await settleInquiry(c.var.tenant, c.var.actor, placeOf(c), false)
  return back(c, 'inquiry.notice.reopened')
})

function back(c: Context<AppEnv>, notice: string) {
  const { courseId, userId, itemId } = placeOf(c)
  return goTo(c, `${urls.learnerGrades(courseId, userId)}#grade-${itemId}`, notice)
}
