import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consents, organization, users } from '../../worker/db/schema'
import type { Registration } from '../../worker/db/schema/organization'
import { recordEvent } from '../../worker/domain/events'
import { editAdmission } from '../../worker/domain/organization'
import { drain } from '../../worker/jobs/drain'
import { ring } from '../../worker/jobs/ring'
import { browse } from '../support/browser'
import { linkTo } from '../support/html'
import { makeSchool, type School } from '../support/school'

let school: School
let place = 0
const fromElsewhere = () => ({ 'CF-Connecting-IP': `192.0.2.${++place}` })

beforeAll(async () => {
  school = await makeSchool()
  await drain(school.tenant, {}, school.platform)
})
beforeEach(() => {
  school.platform.mails.length = 0
})

const visit = () => browse(school.platform, school.tenant)
const open = (registration: Registration, registrationDomains: string[] = []) =>
  editAdmission(school.tenant, school.cast.ada, { registration, registrationDomains, publicCatalogue: false })

async function ask(email: string) {
  const answer = await (await visit()).post('/register', { email }, fromElsewhere())
  await drain(school.tenant, {}, school.platform)
  return { status: answer.status, html: await answer.text(), mails: [...school.platform.mails] }
}

async function finish(mail: { text: string }, name: string) {
  const link = linkTo(mail.text, '/registration')
  const browser = await visit()
  const page = await browser.read(link.pathname + link.search)
  const fields = { code: link.searchParams.get('code')!, name, password: 'eleven quiet owls', agreed: 'on' }
  return { browser, page, fields, answer: await browser.post('/registration', fields) }
}

const personOf = async (email: string) => (await school.tenant.db.select().from(users).where(eq(users.email, email)))[0]

describe('registering oneself', () => {
  test.each(['closed', 'link'] as const)('is not there where registration is %s', async (mode) => {
    await open(mode)
    expect((await (await visit()).get('/register')).status).toBe(404)
    expect((await (await visit()).post('/register', { email: 'new@home.example' })).status).toBe(404)
  })

  test('where it is open begins with a mail and ends signed in, with a confirmed address', async () => {
    await open('open')
    expect((await (await visit()).read('/sign-in')).html).toContain('href="/register"')
    expect((await (await visit()).read('/register')).html).toContain('You have an account here?')
    const { mails, html } = await ask('Nora@Home.example')
    expect(html).toContain('A mail with a link is on its way to')
    expect(await personOf('nora@home.example')).toBeUndefined()
    const { browser, answer, page, fields } = await finish(mails[0]!, 'Nora Newcomer')
    expect(page.html).toContain('nora@home.example')
    expect(answer.status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
    const nora = await personOf('nora@home.example')
    expect(nora).toMatchObject({ role: 'learner', state: 'active', name: 'Nora Newcomer' })
    expect(nora!.emailVerifiedAt).not.toBeNull()
    const agreed = await school.tenant.db.select().from(consents).where(eq(consents.userId, nora!.id))
    expect(agreed.map(({ document }) => document).sort()).toEqual(['privacy', 'terms'])
    const twice = await (await visit()).post('/registration', fields)
    expect(twice.status, 'the link a second time').toBe(410)
    const said = await twice.text()
    expect(said).toContain('You are registered already')
    expect(said).toContain('href="/sign-in"')
    const madeUp = await (await visit()).read('/registration?code=made-up')
    expect([madeUp.status, madeUp.html.includes('href="/register"')]).toEqual([410, true])
  })

  test('keeps the time zone and language that the page guessed, where they are not the organization’s', async () => {
    await open('open')
    const { locale, zone } = (await school.tenant.db.select().from(organization).limit(1))[0]!
    const come = async (email: string, where: { locale: string; zone: string }) => {
      const code = linkTo((await ask(email)).mails.at(-1)!.text, '/registration').searchParams.get('code')!
      const fields = { code, name: 'Farah Way', password: 'eleven quiet owls', agreed: 'on', ...where }
      return (await visit()).post('/registration', fields)
    }
    expect((await come('faraway@home.example', { locale: 'fr', zone: 'Asia/Tokyo' })).status).toBe(303)
    expect(await personOf('faraway@home.example')).toMatchObject({ locale: 'fr', zone: 'Asia/Tokyo' })
    await come('nearby@home.example', { locale, zone })
    expect(await personOf('nearby@home.example')).toMatchObject({ locale: '', zone: '' })
    expect((await come('nowhere@home.example', { locale, zone: 'Nowhere/Town' })).status).toBe(422)
    expect(await personOf('nowhere@home.example')).toBeUndefined()
  })

  test('says the same to an address that is here already, and mails it the way to sign in', async () => {
    await open('open')
    const known = await ask('lena@acme.example')
    const unknown = await ask('nobody@home.example')
    const alike = ({ html }: { html: string }) => html.replaceAll(/(lena@acme|nobody@home)\.example/g, 'ADDRESS')
    expect(alike(known)).toBe(alike(unknown))
    expect(known.mails[0]!.text).toContain('/sign-in')
    expect(known.mails[0]!.text).not.toContain('/registration')
  })

  test('cannot give oneself a role', async () => {
    await open('open')
    const { mails } = await ask('mallory@home.example')
    const code = linkTo(mails[0]!.text, '/registration').searchParams.get('code')!
    const fields = {
      code,
      name: 'Mallory',
      password: 'eleven quiet owls',
      agreed: 'on',
      role: 'owner',
      state: 'active',
    }
    await (await visit()).post('/registration', fields)
    expect(await personOf('mallory@home.example')).toMatchObject({ role: 'learner' })
  })

  test('keeps the name when the password is too easy, and asks for agreement', async () => {
    await open('open')
    const { mails } = await ask('tim@home.example')
    const code = linkTo(mails[0]!.text, '/registration').searchParams.get('code')!
    const weak = { code, name: 'Tim Ötzi', password: 'password', agreed: 'on' }
    const answer = await (await visit()).post('/registration', weak)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="Tim Ötzi"')
    const { agreed: _, ...without } = weak
    expect(await (await (await visit()).post('/registration', without)).text()).toContain('agreed-error')
  })

  test('by domain is open to its addresses and to no look-alike', async () => {
    await open('domain', ['Acme.example'])
    expect((await ask('new@acme.example')).mails).toHaveLength(1)
    school.platform.mails.length = 0
    for (const email of ['new@evil.example', 'new@acme.example.evil.example', 'new@sub.acme.example'])
      expect((await ask(email)).status, email).toBe(422)
    expect(school.platform.mails).toEqual([])
  })

  test('with approval waits, tells the admins, and lets in by mail', async () => {
    await open('approval')
    const { mails } = await ask('wanda@home.example')
    const { answer, browser } = await finish(mails[0]!, 'Wanda Waiting')
    expect(answer.status).toBe(200)
    expect((await browser.get('/account')).status).toBe(303)
    school.platform.mails.length = 0
    await drain(school.tenant, {}, school.platform)
    await ring({ ...school.tenant, now: () => school.platform.now() + 10 * 60_000 }, {}, school.platform)
    expect(school.platform.mails.map(({ to }) => to).sort()).toEqual(['ada@acme.example', 'olga@acme.example'])

    const wanda = (await personOf('wanda@home.example'))!
    expect(wanda.state).toBe('requested')
    await school.tenant.db.update(users).set({ state: 'active' }).where(eq(users.id, wanda.id))
    await recordEvent(school.tenant.db, 'user.activated', wanda.id, { actorId: school.cast.ada.id, at: 0 })
    await drain(school.tenant, {}, school.platform)
    expect(school.platform.mails.at(-1)).toMatchObject({
      to: 'wanda@home.example',
      subject: 'You are in: Acme Academy',
    })
  })

  test('ends when the organization closes while somebody registers', async () => {
    await open('open')
    const { mails } = await ask('late@home.example')
    await open('closed')
    const { answer } = await finish(mails[0]!, 'Late')
    expect(answer.status).toBe(404)
    expect(await personOf('late@home.example')).toBeUndefined()
  })
})
