import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findRecordByHostname } from '../../../tenants/directory/records'
import { slots, tenants } from '../../../tenants/directory/schema'
import { openTenant } from '../../../tenants/tenant'
import { consents, users } from '../../../worker/db/schema'
import { browserAt } from '../../support/browser'
import { field } from '../../support/html'
import { makePlatform, monday, type TestPlatform } from '../../support/platform'

let platform: TestPlatform
const site = 'http://lyceum.localhost'
beforeAll(async () => {
  platform = await makePlatform(5)
})
beforeEach(() => platform.setNow(monday))

const filled = (slug: string, more: Record<string, string> = {}) => ({
  organization: 'Riverside College',
  slug,
  suggested: slug,
  owner: 'Rita Owner',
  email: 'rita@riverside.example',
  password: 'the river runs past our windows',
  locale: 'en',
  zone: 'Europe/Berlin',
  plan: 'free',
  agreed: 'on',
  ...more,
})

async function fillIn(slug: string, more: Record<string, string> = {}) {
  const browser = browserAt(platform, site)
  const { html } = await browser.read('/sign-up')
  return { browser, fields: filled(slug, { nonce: field(html, 'nonce'), ...more }) }
}

describe('signing up', () => {
  test('names the plan that was chosen and its price, and sends it on', async () => {
    const { html } = await browserAt(platform, site).read('/sign-up?plan=team')
    expect(html).toContain('The Team plan: €49 a month. Up to 1,000 people.')
    expect(html).not.toContain('No card.')
    expect(field(html, 'plan')).toBe('team')
    const unknown = (await browserAt(platform, site).read('/sign-up?plan=gold')).html
    expect(unknown).toContain('Free for up to 100 people')
    expect(field(unknown, 'plan')).toBe('free')
  })

  test('ends signed in on the new subdomain', async () => {
    const { browser, fields } = await fillIn('riverside')
    const answer = await browser.post('/sign-up', fields)
    expect(answer.status).toBe(303)
    const url = new URL(answer.headers.get('Location')!)
    expect(url.host).toBe('riverside.lyceum.localhost')
    const rita = browserAt(platform, url.origin)
    const landed = await rita.get(url.pathname + url.search)
    expect(landed.status).toBe(303)
    expect((await rita.read('/')).status).toBe(200)
    const record = (await findRecordByHostname(platform.directory, url.host))!
    const [owner] = await (await openTenant(platform, record)).db.select().from(users)
    expect(owner!.lastSeenAt).toBe(monday)
  })

  test('records what the owner agreed to, in which version', async () => {
    const record = (await findRecordByHostname(platform.directory, 'riverside.lyceum.localhost'))!
    const tenant = await openTenant(platform, record)
    const rows = await tenant.db.select().from(consents)
    expect(rows.map((row) => row.document).sort()).toEqual(['dpa', 'privacy', 'terms'])
    expect(rows.every((row) => /^\d{4}-\d{2}-\d{2}$/.test(row.version))).toBe(true)
  })

  test('makes one space of a double click, and lets both clicks in', async () => {
    const { browser, fields } = await fillIn('twice')
    const answers = await Promise.all([browser.post('/sign-up', fields), browser.post('/sign-up', fields)])
    const third = await browser.post('/sign-up', fields)
    for (const answer of [...answers, third]) {
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toContain('http://twice.lyceum.localhost/hand-over?code=')
    }
    const record = (await findRecordByHostname(platform.directory, 'twice.lyceum.localhost'))!
    expect(await (await openTenant(platform, record)).db.select().from(users)).toHaveLength(1)
  })

  test('leads an old form to the sign-in page, not into the space', async () => {
    const { browser, fields } = await fillIn('oldform')
    await browser.post('/sign-up', fields)
    platform.setNow(monday + 11 * 60_000)
    const again = await browser.post('/sign-up', fields)
    expect(again.headers.get('Location')).toBe('http://oldform.lyceum.localhost/sign-in')
  })

  test('keeps what was typed when something is wrong, but not the password', async () => {
    const { browser, fields } = await fillIn('weak', { password: 'passwordpassword', owner: 'Zoë Ünal' })
    const answer = await browser.post('/sign-up', fields)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('value="Zoë Ünal"')
    expect(html).not.toContain('passwordpassword')
    expect(html).toMatch(/id="password-error"/)
  })

  test.each([
    ['riverside', 'slug'],
    ['www', 'slug'],
    ['a', 'slug'],
    ['Under_score', 'slug'],
  ])('refuses the address %s', async (slug, name) => {
    const { browser, fields } = await fillIn(slug)
    const answer = await browser.post('/sign-up', fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(new RegExp(`id="${name}-error"`))
  })

  test('says of a taken address and a short password at once', async () => {
    const { browser, fields } = await fillIn('riverside', { password: 'short' })
    const answer = await browser.post('/sign-up', fields)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toMatch(/<a href="#slug"><b>[^<]+<\/b>: [^<]+<\/a><\/li><li><a href="#password">/)
    expect(html).toContain('id="slug-error"')
    expect(html).toContain('id="password-error"')
  })

  test('says of a weak password in the same round as of everything else', async () => {
    const { browser, fields } = await fillIn('round', {
      password: 'aaaaaaaaaaaaaaaaaaaa',
      email: 'rita@riverside',
      owner: '',
    })
    const html = await (await browser.post('/sign-up', fields)).text()
    for (const field of ['owner', 'email', 'password']) expect(html, field).toContain(`id="${field}-error"`)
  })

  test('asks for the terms, a name and an e-mail that can exist', async () => {
    const { browser, fields } = await fillIn('nothing', { owner: '', email: 'rita@riverside' })
    const { agreed: _, ...without } = fields
    const html = await (await browser.post('/sign-up', without)).text()
    for (const name of ['owner', 'agreed']) expect(html).toContain(`id="${name}-error"`)
    const second = await (await browser.post('/sign-up', { ...fields, owner: 'Rita' })).text()
    expect(second).toContain('id="email-error"')
  })

  test('suggests an address from the name, also without JavaScript', async () => {
    const { browser, fields } = await fillIn('', { organization: 'Übersee Akademie' })
    const html = await (await browser.post('/sign-up', fields)).text()
    expect(field(html, 'slug')).toBe('uebersee-akademie')
  })

  test('says while one types whether an address is free, and follows the name until one edits it', async () => {
    const browser = browserAt(platform, site)
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const fresh = await browser.read('/sign-up/address?organization=Hill+School&slug=&suggested=', partial)
    expect(field(fresh.html, 'slug')).toBe('hill-school')
    const follows = await browser.read(
      '/sign-up/address?organization=Hilltop&slug=hill-school&suggested=hill-school',
      partial,
    )
    expect(field(follows.html, 'slug')).toBe('hilltop')
    const edited = await browser.read('/sign-up/address?organization=Hilltop&slug=own&suggested=hill-school', partial)
    expect(field(edited.html, 'slug')).toBe('own')
    const taken = await browser.read('/sign-up/address?hint=1&slug=riverside', partial)
    expect(taken.html).toContain('Somebody else has this address')
    expect(taken.html).toContain('riverside-school')
  })

  test('is slowed down where many spaces are ordered from one place', async () => {
    const { browser, fields } = await fillIn('www')
    const from = { 'CF-Connecting-IP': '203.0.113.9' }
    for (let i = 0; i < 20; i++) await browser.post('/sign-up', fields, from)
    const answer = await browser.post('/sign-up', fields, from)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
  })
})

describe('the way in after signing up', () => {
  async function handOver(slug: string) {
    const { browser, fields } = await fillIn(slug)
    return new URL((await browser.post('/sign-up', fields)).headers.get('Location')!)
  }

  test('opens once, within a minute, and only at its own host', async () => {
    const url = await handOver('once')
    const path = url.pathname + url.search
    expect((await browserAt(platform, 'http://riverside.lyceum.localhost').get(path)).status).toBe(410)
    const owner = browserAt(platform, url.origin)
    expect((await owner.get(path)).status).toBe(303)
    const again = await owner.get(path)
    expect([again.status, again.headers.get('Location')], 'gone back to').toEqual([303, '/welcome'])
    const other = await browserAt(platform, url.origin).get(path)
    expect(other.status).toBe(410)
    expect(await other.text()).toContain('href="/sign-in?then=%2Fwelcome"')
  })

  test('is closed after 61 seconds', async () => {
    const url = await handOver('late')
    platform.setNow(monday + 61_000)
    expect((await browserAt(platform, url.origin).get(url.pathname + url.search)).status).toBe(410)
  })
})

describe('signing up while no space is free', () => {
  test('waits on a page that finishes by itself, and tells the operator', async () => {
    const { browser, fields } = await fillIn('patient')
    const waiting = await browser.post('/sign-up', fields)
    const path = waiting.headers.get('Location')!
    expect(path).toMatch(/^\/spaces\//)
    const page = await browser.read(path)
    expect(page.html).toContain('Your space is being prepared')
    expect(page.response.headers.get('Refresh')).toBe('10')
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    expect((await browser.post(`${path}/opening`, {}, partial)).status).toBe(200)

    await platform.directory.insert(slots).values({ id: 'late', cell: 'lyceum-cell-0001', binding: 'T0040' })
    const opened = await browser.post(`${path}/opening`, {}, partial)
    const url = new URL(opened.headers.get('HX-Redirect')!)
    expect((await browserAt(platform, url.origin).get(url.pathname + url.search)).status).toBe(303)
  })

  test('shows nobody else’s order', async () => {
    const [tenant] = await platform.directory.select().from(tenants).limit(1)
    expect((await browserAt(platform, site).get(`/spaces/${tenant!.id}`)).status).toBe(410)
  })
})
