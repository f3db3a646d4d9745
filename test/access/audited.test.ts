import { count } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEntries } from '../../worker/db/schema'
import { browse } from '../support/browser'
import { makePlatform, type TestPlatform } from '../support/platform'
import { bodyOf, placeOf } from './doors'
import { rows } from './rows'
import { type AccessSchool, makeAccessSchool } from './school'

/** Doors through which something is written and nothing recorded for the admins, each with its reason. */
const own = 'what one does for oneself, kept where it was done'
const draft = 'a draft: what learners read changes when it is published, and that is recorded'
const view = 'changes what one sees oneself'
const nothing = 'asked of nobody it concerns: nothing changed'
const silent: Record<string, string> = {
  'POST /courses/:id/membership': own,
  'POST /courses/:id/request': own,
  'DELETE /courses/:id/request': own,
  'POST /assignments/:id/submissions': own,
  'POST /assignments/:id/draft': own,
  'PUT /assignments/:id/draft': own,
  'POST /quizzes/:id/attempts': own,
  'PUT /attempts/:id/responses': own,
  'PUT /attempts/:id/responses/:version': own,
  'POST /attempts/:id/submission': own,
  'POST /items/:id/next': own,
  'POST /items/:id/reports': own,
  'PUT /items/:id/note': own,
  'POST /forgot-password': own,
  'POST /verification-mails': own,
  'POST /items/:id/blocks': draft,
  'DELETE /items/:id/blocks/:block': draft,
  'DELETE /items/:id/draft': draft,
  'PUT /submissions/:id/mark': draft,
  'POST /locale': view,
  'POST /organization/checklist/dismissal': view,
  'DELETE /organization/checklist/dismissal': view,
  'PUT /organization/checklist/:step': view,
  'POST /people/acts': nothing,
  'POST /sample-course/:id/restoration': nothing,
  'PUT /organization/admission': nothing,
  'DELETE /groups/:id/members/:userId': nothing,
  'DELETE /groups/:id/managers/:userId': nothing,
  'DELETE /people/:id/photo': nothing,
  'DELETE /me/photo': nothing,
  'DELETE /organization/logo': nothing,
}

let platform: TestPlatform
let acme: AccessSchool

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
})

const recorded = async () => (await acme.tenant.db.select({ n: count() }).from(auditEntries))[0]!.n

test('every act that changes something for others is recorded, or says why it need not be', async () => {
  const quiet: string[] = []
  for (const [door, row] of Object.entries(rows)) {
    const { method, path } = placeOf(door, row, acme.objects)
    const who = row.once ?? row.may[0]
    if (method === 'GET' || !who) continue
    const browser = await browse(platform, acme.tenant, acme.people[who])
    const before = await recorded()
    const { status } = await browser.send(method, path, bodyOf(row))
    if (status < 400 && (await recorded()) === before) quiet.push(door)
  }
  expect(quiet.sort()).toEqual(Object.keys(silent).sort())
})
