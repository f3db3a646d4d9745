import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browse } from '../support/browser'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
let stranger: Browser

beforeAll(async () => {
  school = await makeSchool()
  stranger = await browse(school.platform, school.tenant)
})

const title = (html: string) => html.match(/<h1>(.*?)<\/h1>/s)![1]!

test('whoever signs in reads the page of their own organization, in their own language', async () => {
  const { tenant } = await addSchool(school.platform, 'globex', 'Globex School')
  const next = await browse(school.platform, tenant)
  const german = await browse(school.platform, school.tenant)
  await german.post('/locale', { locale: 'de', next: '/sign-in' })
  for (let time = 0; time < 2; time++) {
    expect(title((await stranger.read('/sign-in')).html)).toContain('Acme Academy')
    expect(title((await next.read('/sign-in')).html)).toContain('Globex School')
    expect((await german.read('/sign-in')).html).toContain('<html lang="de"')
  }
})

test('what one reader brings along is not shown to the next', async () => {
  expect((await stranger.read('/sign-in?then=/courses/one')).html).toContain('value="/courses/one"')
  expect((await stranger.read('/sign-in')).html).not.toContain('/courses/one')
})

test('a new name and colour stand on the very next page, and the browser is told to allow just that colour', async () => {
  await stranger.read('/sign-in')
  const olga = await browse(school.platform, school.tenant, school.cast.olga)
  const given = { name: 'Acme College', colour: '#c2185b', locale: 'en', zone: 'Europe/Berlin', paper: 'a4' }
  expect((await olga.post('/organization/identity?_method=PUT', given)).status).toBe(303)
  const answer = await stranger.get('/sign-in')
  const html = await answer.text()
  expect(title(html)).toContain('Acme College')
  const css = html.match(/<style>(.*?)<\/style>/)![1]!
  expect(css).toContain('#c2185b')
  const hash = createHash('sha256').update(css).digest('base64')
  expect(answer.headers.get('Content-Security-Policy')).toContain(`style-src 'self' 'sha256-${hash}';`)
})
