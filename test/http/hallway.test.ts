import { beforeAll, describe, expect, test } from 'vitest'
import { browse, browserAt } from '../support/browser'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})

describe('the hallway', () => {
  test('sends strangers to the sign-in page and brings them back later', async () => {
    const stranger = await browse(school.platform, school.tenant)
    const answer = await stranger.get('/courses?x=1')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/sign-in?then=%2Fcourses%3Fx%3D1')
  })

  test('knows a signed-in person in one trip', async () => {
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    const answer = await lena.read('/')
    expect(answer.status).toBe(200)
    expect(answer.html).toContain('Acme Academy')
  })

  test('refuses a form that another origin sends, neighbours included', async () => {
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    const refused = await lena.post(
      '/session',
      {},
      { Origin: 'http://globex.lyceum.localhost', 'Sec-Fetch-Site': 'same-site' },
    )
    expect(refused.status).toBe(403)
  })

  test('answers 404 at a subdomain of nobody and 421 at a foreign host', async () => {
    expect((await browserAt(school.platform, 'http://nobody.lyceum.localhost').get('/')).status).toBe(404)
    expect((await browserAt(school.platform, 'http://evil.example').get('/')).status).toBe(421)
  })

  test('gives every answer an id and a policy without inline code', async () => {
    const answer = await browserAt(school.platform, 'http://lyceum.localhost').get('/')
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('Content-Security-Policy')).not.toMatch(/unsafe-(inline|eval)/)
  })
})
