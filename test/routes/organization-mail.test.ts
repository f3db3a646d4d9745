import { beforeAll, expect, test } from 'vitest'
import { cloudflareMailer } from '../../tenants/mail-cloudflare'
import { recordEvent } from '../../worker/domain/events'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

let school: School
let ada: Browser
beforeAll(async () => {
  school = await makeSchool()
  ada = await browse(school.platform, school.tenant, school.cast.ada)
})

const save = (mailName: string, mailReplyTo: string) =>
  ada.post('/organization/mail?_method=PUT', { mailName, mailReplyTo })

/** The mail of somebody who forgot their password. */
async function mail() {
  const { tenant, cast, platform } = school
  platform.mails.length = 0
  await recordEvent(tenant.db, 'person.forgot-password', cast.lena.id, { key: newId(), at: monday })
  await drain(tenant, {}, platform)
  return platform.mails[0]!
}

test('mails come from whom the organization says, and answers go where it says', async () => {
  expect(await mail()).toMatchObject({ from: { name: 'Acme Academy via Lyceum' }, replyTo: undefined })
  expect((await save('The office', ' Office@Acme.example ')).status).toBe(303)
  expect(await mail()).toMatchObject({
    from: { name: 'The office via Lyceum', email: 'no-reply@lyceum.localhost' },
    replyTo: 'office@acme.example',
  })
  const page = (await ada.read('/organization')).html
  expect(page).toContain('value="The office"')
  expect((await save('', '')).status).toBe(303)
  expect(await mail()).toMatchObject({ from: { name: 'Acme Academy via Lyceum' }, replyTo: undefined })
})

test('neither can add a line or an address of its own to a mail', async () => {
  for (const wrong of [
    'a@acme.example\r\nBcc: all@acme.example',
    'a@acme.example, b@acme.example',
    '<a@acme.example>',
    'nobody',
  ]) {
    const answer = await save('', wrong)
    expect(answer.status, wrong).toBe(422)
  }
  expect((await save('Office" <boss@bank.example>\r\nBcc: all@acme.example', '')).status).toBe(303)
  const sent = await mail()
  expect(sent.from.name).not.toMatch(/[\r\n"<>]/)
  const taken: unknown[] = []
  await cloudflareMailer({ send: async (one: unknown) => taken.push(one) } as never).send(sent)
  expect(taken).toMatchObject([{ from: { email: 'no-reply@lyceum.localhost' } }])
  await save('', '')
})

test('learners and teachers do not decide it', async () => {
  const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
  expect((await ivy.post('/organization/mail?_method=PUT', { mailName: 'Me' })).status).toBe(403)
})
