import { beforeAll, describe, expect, test } from 'vitest'
import { apiDoors } from '../../worker/routes/api'
import { bodyOf, placeOf } from '../access/doors'
import { rows } from '../access/rows'
import { type AccessSchool, makeAccessSchool } from '../access/school'
import { program } from '../support/api'
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

/** What an answer lacks of what every answer carries. */
function lacks({ headers, status }: Response): string[] {
  if (status === 101) return [] // an upgraded socket's headers cannot be changed
  const policy = headers.get('Content-Security-Policy') ?? ''
  const said = (name: string) => headers.get(name) ?? ''
  const kept: Record<string, boolean> = {
    'a policy from nothing up': policy.startsWith("default-src 'none'"),
    // A file in its sandbox runs nothing; it may bring its own looks.
    'a policy without inline code': !/unsafe-/.test(policy.replace(/style-src 'unsafe-inline'; sandbox$/, '')),
    'form-action': /form-action /.test(policy) || /sandbox/.test(policy),
    'base-uri': /base-uri 'none'/.test(policy) || /sandbox/.test(policy),
    'frame-ancestors': /frame-ancestors /.test(policy) || /sandbox/.test(policy),
    HSTS: /^max-age=63072000; includeSubDomains/.test(said('Strict-Transport-Security')),
    nosniff: said('X-Content-Type-Options') === 'nosniff',
    'Referrer-Policy': said('Referrer-Policy') === 'same-origin',
    COOP: said('Cross-Origin-Opener-Policy') === 'same-origin',
    CORP: /^(same-origin|cross-origin)$/.test(said('Cross-Origin-Resource-Policy')),
    'Permissions-Policy': /camera=\(\)/.test(said('Permissions-Policy')),
    'an id': /^[0-9a-f-]{36}$/.test(said('X-Request-Id')),
    'a word about keeping it': said('Cache-Control') !== '',
  }
  return Object.entries(kept).flatMap(([name, holds]) => (holds ? [] : [name]))
}

const isPage = ({ headers }: Response) => /^text\/html/.test(headers.get('Content-Type') ?? '')

describe('every answer carries what keeps a browser safe', () => {
  test('doors of an organization, whoever opens them', async () => {
    const faults: string[] = []
    let pages = 0
    for (const [door, row] of Object.entries(rows)) {
      const { method, path } = placeOf(door, row, acme.objects)
      if (row.endsSession) continue
      for (const [who, visitor] of [['owner', owner] as const, ['stranger', stranger] as const]) {
        const answer = await visitor.send(method, path, bodyOf(row))
        const missing = lacks(answer)
        if (missing.length) faults.push(`${who} ${door} ${answer.status}: ${missing.join(', ')}`)
        if (!isPage(answer)) continue
        pages += 1
        if (answer.headers.get('Cache-Control') !== 'no-store') faults.push(`${who} ${door} may be kept`)
      }
    }
    expect(faults).toEqual([])
    expect(pages).toBeGreaterThan(80)
  }, 240_000)

  test('doors of the JSON interface, with a token and without', async () => {
    const faults: string[] = []
    const ada = await program(platform, acme.tenant, acme.people.admin!)
    for (const { spec } of apiDoors) {
      const path = spec.path.replace(/:\w+/g, 'nobody')
      const method = spec.method.toUpperCase()
      const without = lacks(await stranger.send(method, `/api/v1${path}`))
      const { headers, status } = await ada(method, path).catch(() => ({ headers: null, status: 0 }))
      const given = headers ? lacks(new Response(null, { headers, status: status || 200 })) : []
      if (without.length + given.length) faults.push(`${method} ${path}: ${[...without, ...given].join(', ')}`)
    }
    expect(apiDoors.length).toBeGreaterThan(20)
    expect(faults).toEqual([])
  }, 120_000)

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
