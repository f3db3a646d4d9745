import { beforeAll, describe, expect, test } from 'vitest'
import { deadLetters } from '../../worker/db/schema'
import { invitePastedList } from '../../worker/domain/admissions'
import { retryAsked } from '../../worker/jobs/dead-letters'
import { drain } from '../../worker/jobs/drain'
import { urls } from '../../worker/urls'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
let ada: Browser
let isDown = true

/** The school while its mail server is down. */
const withMail = () => {
  const { tenant } = school
  const send: typeof tenant.mail.send = async (mail) => {
    if (isDown) throw new Error('the mail server hangs')
    await tenant.mail.send(mail)
  }
  return { ...tenant, mail: { ...tenant.mail, send } }
}

const letters = () => school.tenant.db.select().from(deadLetters)

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await drain(tenant, {}, platform)
  platform.mails.length = 0
  const into = { role: 'learner' as const, courseIds: [], groupIds: [] }
  await invitePastedList(tenant, cast.ada, 'nora@acme.example\nnils@acme.example', into)
  for (let i = 0; i < 60; i++) await drain(withMail(), {}, platform)
  ada = await browse(platform, tenant, cast.ada)
})

describe('what could not be done', () => {
  test('waits for those who run the organization, who hear of it on their home', async () => {
    const waiting = (await letters()).length
    expect(waiting).toBeGreaterThan(0)
    expect(school.platform.mails).toEqual([])
    expect((await ada.read(urls.home())).html).toContain('could not be done')
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    expect((await ivy.read(urls.home())).html).not.toContain('could not be done')
  })

  test('is said in plain words, with what went wrong in small ones', async () => {
    const { html } = await ada.read(urls.deadLetters())
    expect(html).toContain('Send the mail')
    expect(html).toContain('Invited')
    expect(html).toContain('<bdi>nora</bdi>')
    expect(html).toContain('the mail server hangs')
    expect(html).toContain('Try all again')
  })

  test('fails again and stays, while the reason stays', async () => {
    const [letter] = await letters()
    expect((await ada.post(urls.deadLetterTry(letter!.id))).status).toBe(303)
    expect((await ada.read(urls.deadLetters())).html).toContain('Trying again')
    await retryAsked(withMail(), {}, school.platform)
    const again = (await letters()).find(({ id }) => id === letter!.id)
    expect(again).toMatchObject({ resolvedAt: null, retriedAt: null })
    expect((await ada.post(urls.deadLetterTry('unknown'))).status).toBe(404)
  })

  test('is done in the end, once, and marked', async () => {
    isDown = false
    await ada.post(urls.deadLetterTries())
    await retryAsked(withMail(), {}, school.platform)
    await retryAsked(withMail(), {}, school.platform)
    expect((await letters()).filter(({ resolvedAt }) => resolvedAt === null)).toEqual([])
    const sent = school.platform.mails.map(({ to }) => to)
    expect(sent.length).toBe(new Set(sent).size)
    expect(sent.length).toBeGreaterThan(0)
    const { html } = await ada.read(urls.deadLetters())
    expect([html.includes('Done since'), html.includes('Try all again')]).toEqual([true, false])
    expect((await ada.read(urls.home())).html).not.toContain('could not be done')
    expect((await ada.read(urls.audit())).html).toContain('Tried again everything that had failed')
  })

  test('is empty next door, and says so', async () => {
    const next = await addSchool(school.platform, 'globex', 'Globex')
    const other = await browse(school.platform, next.tenant, next.cast.ada)
    expect((await other.read(urls.deadLetters())).html).toContain('has been done')
    const [letter] = await letters()
    expect((await other.post(urls.deadLetterTry(letter!.id))).status).toBe(404)
  })

  test('is read and tried again by programs too', async () => {
    const { platform, tenant, cast } = school
    const admin = await program(platform, tenant, cast.ada)
    const { json } = await admin('GET', '/dead-letters?limit=1')
    expect(json.items[0]).toMatchObject({ reader: 'mail', event: 'person.invited', state: 'resolved' })
    expect((await admin('POST', `/dead-letters/${json.items[0].id}/tries`)).status).toBe(204)
    expect((await admin('POST', '/dead-letters/tries')).status).toBe(204)
    expect((await (await program(platform, tenant, cast.ivy))('GET', '/dead-letters')).status).toBe(403)
  })
})
