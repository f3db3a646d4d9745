import { beforeAll, describe, expect, test } from 'vitest'
import { lacks } from '../access/carries'
import { type AccessSchool, makeAccessSchool } from '../access/school'
import { type Browser, browse, browserAt } from '../support/browser'
import { makePlatform, type TestPlatform } from '../support/platform'

let platform: TestPlatform
let acme: AccessSchool
let owner: Browser
let stranger: Browser

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  owner = await browse(platform, acme.tenant, acme.people.owner)
  stranger = await browse(platform, acme.tenant)
})

// The doors of an organization are looked at where everybody tries them: test/access/matrix.test.ts and json-matrix.test.ts.
describe('every answer carries what keeps a browser safe', () => {
  test('the platform’s own site, hosts of nobody, foreign hosts and what is not there', async () => {
    const faults: string[] = []
    const places: [string, string, string][] = [
      ...['/', '/sign-up', '/find', '/terms', '/terms.md', '/spaces/unknown', '/robots.txt', '/nowhere'].map(
        (path): [string, string, string] => ['GET', 'http://lyceum.localhost', path],
      ),
      ['POST', 'http://lyceum.localhost', '/sign-up'],
      ['GET', 'http://nobody.lyceum.localhost', '/'],
      ['GET', 'http://evil.example', '/'],
      ['GET', acme.tenant.origin, '/assets/unknown.js'],
      ['PATCH', acme.tenant.origin, '/nowhere'],
    ]
    for (const [method, origin, path] of places) {
      const missing = lacks(await browserAt(platform, origin).send(method, path))
      if (missing.length) faults.push(`${method} ${origin}${path}: ${missing.join(', ')}`)
    }
    expect(faults).toEqual([])
  })

  test('a form that another site sends, and a page that fails', async () => {
    const crossed = await owner.send('POST', '/courses', new URLSearchParams({ title: 'x' }), {
      Origin: 'http://evil.example',
      'Sec-Fetch-Site': 'cross-site',
    })
    expect([crossed.status, lacks(crossed)]).toEqual([403, []])
    const wrong = await owner.send('GET', `/courses/${'x'.repeat(3000)}`)
    expect(lacks(wrong)).toEqual([])
  })

  test('untrusted files, on an origin of their own', async () => {
    const answer = await browserAt(platform, `http://${acme.tenant.id}.lyceum-content.localhost`).get('/files/unknown')
    expect(answer.status).toBe(404)
    const known = new Set(['a policy without inline code', 'Referrer-Policy'])
    expect(lacks(answer).filter((name) => !known.has(name))).toEqual([])
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox')
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer')
  })
})

describe('an asset that is not there', () => {
  test('is a 404 to everybody and sends nobody to the sign-in page', async () => {
    for (const browser of [owner, stranger, browserAt(platform, 'http://lyceum.localhost')])
      expect((await browser.get('/assets/app-00000000.js')).status).toBe(404)
  })
})
