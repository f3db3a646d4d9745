import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browse } from '../support/browser'
import { makePlatform, type TestPlatform } from '../support/platform'
import { lacks } from './carries'
import { bodyOf, doors, placeOf } from './doors'
import { type Row, rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Objects, type Principal } from './school'
import { withoutShowing } from './showings'

let platform: TestPlatform
let acme: AccessSchool
let globex: AccessSchool
let visitors: Record<Principal, Browser>

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  globex = await makeAccessSchool(platform, 'globex', 'Globex')
  const open = Object.entries(acme.people).map(
    async ([name, actor]) => [name, await browse(platform, acme.tenant, actor)] as const,
  )
  visitors = Object.fromEntries(await Promise.all(open)) as Record<Principal, Browser>
})

describe('every door, tried by everybody', () => {
  test('has a row that says who may open it', () => {
    expect(doors().filter((door) => !rows[door])).toEqual([])
  })

  test.each(Object.entries(rows))('%s', async (door, row) => {
    const came: Principal[] = []
    // Those who must be turned away try first, so that what others change does not open the door to them.
    const order = Object.keys(visitors) as Principal[]
    const may = row.once ? [row.once] : row.may
    const faults: string[] = []
    const knockAs = async (name: Principal) => {
      if (row.once && row.may.includes(name) && name !== row.once) return
      const visitor = row.endsSession ? await browse(platform, acme.tenant, acme.people[name]) : visitors[name]
      const { isIn, wrong, status } = await comesIn(visitor, door, row, acme.objects)
      if (isIn) came.push(name)
      if (name === 'otherLearner' && !isIn && isAboutObjects(row.params)) {
        const { path, method } = placeOf(door, row, nowhere)
        const { status: ofNothing } = await visitor.send(method, path, bodyOf(row))
        hidden += 1
        if (status !== ofNothing) told.push(`${door}: ${status}, and ${ofNothing} of what is not there`)
      }
      faults.push(...wrong.map((one) => `${name}: ${one}`))
    }
    // Whoever is turned away changes nothing, so they all knock at once.
    await Promise.all(order.filter((name) => !row.may.includes(name)).map(knockAs))
    for (const name of order.filter((one) => row.may.includes(one))) await knockAs(name)
    expect(came.sort()).toEqual([...may].sort())
    expect(faults).toEqual([])
  })

  test('answers strangers the same of what is there and of what is not', () => {
    expect(hidden).toBeGreaterThan(100)
    expect(told).toEqual([])
  })

  test('shows pages and forms to look at', () => {
    expect(pages).toBeGreaterThan(400)
    expect(forms).toBeGreaterThan(50)
  })

  test.each(Object.entries(rows).filter(([, { params }]) => isAboutObjects(params)))(
    '%s shows nothing of next door',
    async (door, row) => {
      const { path, method } = placeOf(door, row, globex.objects)
      const answer = await visitors.owner.send(method, path, bodyOf(row))
      expect([404]).toContain(answer.status)
    },
  )
})

/** Whether somebody comes in, and what the answer lacks of what every answer carries and every form says. */
async function comesIn(browser: Browser, door: string, row: Row, objects: Objects) {
  const { path, method } = placeOf(door, row, objects)
  const answer = await browser.send(method, path, bodyOf(row))
  const { status, headers } = answer
  if (status >= 500) throw new Error(`${door} answered ${status}`)
  const sentAway = status === 303 && headers.get('Location')?.startsWith('/sign-in')
  const isIn = !sentAway && ![401, 403, 404].includes(status)
  return { isIn, status, wrong: [...lacks(answer), ...(await faultsOfPage(answer, door))] }
}

const nowhere = new Proxy({}, { get: () => '01900000-0000-7000-8000-000000000000' }) as Objects
let hidden = 0
/** Doors that told a stranger that there is such a thing. */
const told: string[] = []
let pages = 0
let forms = 0

async function faultsOfPage(answer: Response, door: string): Promise<string[]> {
  if (!/^text\/html/.test(answer.headers.get('Content-Type') ?? '')) return []
  pages += 1
  const mayBeKept = answer.headers.get('Cache-Control') === 'no-store' ? [] : ['may be kept']
  if (!door.startsWith('GET ') || !answer.ok) return mayBeKept
  const { making, without } = withoutShowing(await answer.text())
  forms += making
  return [...mayBeKept, ...without.map((action) => `a form to ${action} does not say which showing was sent`)]
}

const isAboutObjects = (params: Row['params']) => Object.values(params ?? {}).some((value) => !value.startsWith('='))
