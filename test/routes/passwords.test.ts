import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { users } from '../../worker/db/schema'
import { drain } from '../../worker/jobs/drain'
import { hashPassword } from '../../worker/lib/password'
import { browse } from '../support/browser'
import { linkTo } from '../support/html'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
  await drain(school.tenant, {}, school.platform)
})
beforeEach(() => {
  school.platform.setNow(monday)
  school.platform.mails.length = 0
})

const visit = () => browse(school.platform, school.tenant)
let place = 0
const fromElsewhere = () => ({ 'CF-Connecting-IP': `198.51.100.${++place}` })

async function askFor(email: string) {
  const answer = await (await visit()).post('/forgot-password', { email }, fromElsewhere())
  await drain(school.tenant, {}, school.platform)
  return { status: answer.status, html: await answer.text(), mails: [...school.platform.mails] }
}

describe('a forgotten password', () => {
  test('gets a mail, and nobody learns from the page whether somebody has the address', async () => {
    const known = await askFor('lena@acme.example')
    const unknown = await askFor('nobody@acme.example')
    const alike = ({ html }: { html: string }) => html.replaceAll(/(lena|nobody)@acme\.example/g, 'ADDRESS')
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect(alike(known)).toBe(alike(unknown))
    expect(known.mails.map((mail) => mail.to)).toEqual(['lena@acme.example'])
    expect(unknown.mails).toHaveLength(1)
  })

  test('is replaced once: every session ends, the new one begins, and its owner is told', async () => {
    const { tenant, platform, cast } = school
    const elsewhere = await browse(platform, tenant, cast.lena)
    expect((await elsewhere.get('/')).status).toBe(200)
    const { mails } = await askFor('lena@acme.example')
    const link = linkTo(mails[0]!.text, '/new-password')
    expect(mails[0]!.html).toContain(link.href.replaceAll('&', '&amp;'))

    const browser = await visit()
    const page = await browser.read(link.pathname + link.search)
    expect(page.html).toContain('Hello Lena Learner')
    const fields = { code: link.searchParams.get('code')!, password: 'nine swans on the pond' }
    expect((await browser.post('/new-password', fields)).status).toBe(303)
    expect((await browser.get('/')).status).toBe(200)
    expect((await elsewhere.get('/')).status, 'the other session').toBe(303)

    expect((await (await visit()).post('/new-password', fields)).status, 'a second use').toBe(410)
    await drain(tenant, {}, platform)
    expect(platform.mails.at(-1)).toMatchObject({ to: 'lena@acme.example', subject: 'Your password was changed' })
    const signIn = await (await visit()).post('/session', { name: 'lena@acme.example', password: fields.password })
    expect(signIn.status).toBe(303)
  })

  test('cannot be replaced an hour later, nor with a password that is too easy', async () => {
    const { mails } = await askFor('leo@acme.example')
    const code = linkTo(mails[0]!.text, '/new-password').searchParams.get('code')!
    const weak = await (await visit()).post('/new-password', { code, password: 'password' })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('password-error')
    school.platform.setNow(monday + 3_600_001)
    const over = await (await visit()).read(`/new-password?code=${code}`)
    expect(over.status).toBe(410)
    expect(over.html, 'a new one is asked for here').toContain('action="/forgot-password?once=')
    const late = await (await visit()).post('/new-password', { code, password: 'nine swans on the pond' })
    expect(late.status).toBe(410)
    expect(await late.text(), 'also there').toContain('action="/forgot-password?once=')
    const short = await (await visit()).post('/new-password', { code, password: '' })
    expect(short.status).toBe(410)
  })

  test('asks owners for fifteen characters', async () => {
    const { mails } = await askFor('olga@acme.example')
    const code = linkTo(mails[0]!.text, '/new-password').searchParams.get('code')!
    expect((await (await visit()).read(`/new-password?code=${code}`)).html).toContain('At least 15 characters')
    expect((await (await visit()).post('/new-password', { code, password: 'nine swans' })).status).toBe(422)
  })

  test('is mailed to one address five times an hour and no more', async () => {
    for (let i = 0; i < 5; i++) expect((await askFor('ian@acme.example')).status).toBe(200)
    expect((await askFor('ian@acme.example')).status).toBe(429)
  })

  test('sends each mail once, though the outbox is read again', async () => {
    const { mails } = await askFor('ivy@acme.example')
    await drain(school.tenant, {}, school.platform)
    expect(school.platform.mails).toHaveLength(mails.length)
  })
})

describe('the password in one’s account', () => {
  test('is changed with the old one; other sign-ins end, this one goes on', async () => {
    const { tenant, platform, cast } = school
    const passwordHash = await hashPassword('seven geese fly south', platform.passwordCost)
    await tenant.db.update(users).set({ passwordHash }).where(eq(users.id, cast.leo.id))
    const [here, there] = [await browse(platform, tenant, cast.leo), await browse(platform, tenant, cast.leo)]
    const change = (passwordCurrent: string, passwordNew: string) =>
      here.post('/account/password?_method=PUT', { passwordCurrent, passwordNew }, fromElsewhere())
    expect((await change('wrong', 'nine swans on the pond')).status).toBe(422)
    expect((await change('seven geese fly south', 'acme acad')).status).toBe(422)
    expect((await change('seven geese fly south', 'nine swans on the pond')).status).toBe(303)
    expect((await here.get('/account')).status).toBe(200)
    expect((await there.get('/account')).status).toBe(303)
  })
})
