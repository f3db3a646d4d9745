import { beforeAll, describe, expect, test } from 'vitest'
import { helpNames, helpPages } from '../../views/help/pages'
import { lyceum } from '../../worker/app'
import { type Browser, browse, browserAt } from '../support/browser'
import { makeSchool, type School } from '../support/school'

let school: School
let lena: Browser
let olga: Browser
let stranger: Browser

beforeAll(async () => {
  school = await makeSchool()
  lena = await browse(school.platform, school.tenant, school.cast.lena)
  olga = await browse(school.platform, school.tenant, school.cast.olga)
  stranger = await browse(school.platform, school.tenant)
})

describe('help', () => {
  test('shows all tasks, those of one’s own role first', async () => {
    const { html } = await lena.read('/help')
    for (const name of helpNames) expect(html).toContain(`href="/help/${name}"`)
    expect(orderIn(html)).toEqual(['learner', 'instructor', 'admin', 'owner'])
    expect(orderIn((await olga.read('/help')).html)).toEqual(['owner', 'admin', 'instructor', 'learner'])
  })

  test('is open to those who cannot sign in', async () => {
    expect((await stranger.read('/sign-in')).html).toContain('href="/help/sign-in-with-a-card"')
    const { status, html } = await stranger.read('/help/sign-in-with-a-card')
    expect(status).toBe(200)
    expect(html).toContain('Sign in with a card')
    expect(html).toContain('<strong>Pass code</strong>')
  })

  test('each page opens, with the words of the buttons in the reader’s language', async () => {
    for (const name of helpNames) expect((await stranger.read(`/help/${name}`)).status, name).toBe(200)
  })

  test('is found by words, without JavaScript', async () => {
    const { html } = await lena.read('/help?q=how+do+I+get+my+certificate')
    expect(html).toContain('/help/get-your-certificate')
    expect(html).not.toContain('for-owner')
    expect(html.indexOf('/help/get-your-certificate')).toBeLessThan(html.indexOf('/help/make-a-course') >>> 0)
  })

  test('says what to do where nothing is found, and shows everything again', async () => {
    const { html } = await lena.read('/help?q=zzzz%3Cb%3E')
    expect(html).toContain('Try fewer or other ones')
    expect(html).not.toContain('<b>')
    for (const name of helpNames) expect(html).toContain(`href="/help/${name}"`)
  })

  test('an unknown page is not found, but shows the way on', async () => {
    const { status, html } = await lena.read('/help/fly-to-the-moon')
    expect(status).toBe(404)
    expect(html).toContain('name="q"')
    expect(html).toContain('href="/help"')
    expect((await lena.read('/help/constructor')).status).toBe(404)
  })

  test('leads to the page where the task is done, for those who may', async () => {
    expect((await olga.read('/help/invite-people')).html).toContain('href="/people/invitations"')
    expect((await lena.read('/help/invite-people')).html).not.toContain('href="/people/invitations"')
  })

  test('is linked from the pages that it explains, and from the menu', async () => {
    expect((await olga.read('/people/invitations')).html).toContain('href="/help/invite-people"')
    expect((await olga.read('/people')).html).toContain('href="/help/change-many-people"')
    expect((await lena.read('/')).html).toContain('href="/help"')
  })

  test('stands on the platform’s own site, too', async () => {
    const visitor = browserAt(school.platform, 'http://lyceum.localhost')
    expect((await visitor.read('/')).html).toContain('href="/help"')
    expect((await visitor.read('/help/make-a-course')).html).toContain('Make a course')
  })
})

test('every page that a help page explains is one that the router knows', () => {
  const { school: app } = lyceum({ now: () => 0, mailer: () => ({ send: async () => {} }) })
  const known = new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => anyNames(path)))
  expect(known.size).toBeGreaterThan(50)
  const explained: string[] = helpNames.flatMap((name) => [...helpPages[name].explains])
  expect(explained.filter((path) => !known.has(anyNames(path)))).toEqual([])
})

const anyNames = (path: string) => path.replace(/:\w+/g, ':')
const orderIn = (html: string) => [...html.matchAll(/<h2 id="for-(\w+)"/g)].map(([, role]) => role)
