import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { throttles } from '../../worker/db/schema'
import { type Scope, scopes } from '../../worker/domain/people'
import { type Program, program } from '../support/api'
import { browserAt } from '../support/browser'
import { makePlatform } from '../support/platform'
import { lacks } from './carries'
import { type Caller, callersOf, jsonBodyOf, jsonPlaceOf, jsonRows, specs, typeOf } from './json-rows'
import { type AccessSchool, makeAccessSchool, type Objects } from './school'

let acme: AccessSchool
let globex: AccessSchool
let callers: Record<Exclude<Caller, 'organization'>, Program>
/** The organization's own tokens: with one scope each, and with all but that. */
let only: Record<Scope, Program>
let without: Record<Scope, Program>
/** A second token of the owner: one may ask so often in a minute, and the clock stands still. */
let curious: Program

beforeAll(async () => {
  const platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  globex = await makeAccessSchool(platform, 'globex', 'Globex')
  const { tenant, people } = acme
  const stranger = browserAt(platform, tenant.origin)
  const anonymous: Program = async (method, path) => {
    const { status, headers } = await stranger.send(method, `/api/v1${path}`)
    return { status, headers, json: null, bytes: new Uint8Array() }
  }
  const open = Object.entries(people).map(
    async ([name, actor]) => [name, actor ? await program(platform, tenant, actor) : anonymous] as const,
  )
  callers = Object.fromEntries(await Promise.all(open)) as typeof callers
  curious = await program(platform, tenant, people.owner!)
  const office = async (choose: (scope: Scope) => Scope[]) => {
    const made = scopes.map(
      async (scope) => [scope, await program(platform, tenant, people.admin!, choose(scope), true)] as const,
    )
    return Object.fromEntries(await Promise.all(made)) as Record<Scope, Program>
  }
  only = await office((scope) => [scope])
  without = await office((scope) => scopes.filter((one) => one !== scope))
})

/** All doors are tried within one minute of the school's clock: none of them counts for the next. */
beforeEach(async () => void (await acme.tenant.db.delete(throttles)))

const names = Object.keys(jsonRows)

describe('every JSON door, tried by a token of everybody', () => {
  test('has a row that says who comes in, and no row is of a door that is gone', () => {
    expect([...specs.keys()].filter((door) => !jsonRows[door])).toEqual([])
    expect(names.filter((door) => !specs.has(door))).toEqual([])
    expect(names.length).toBeGreaterThan(150)
  })

  test.each(names)('%s', async (door) => {
    const { once } = jsonRows[door]!
    const asked = specs.get(door)!.scope
    const scope = asked === 'any' ? null : asked
    const may = callersOf(door)
    const everyone: [Caller, Program][] = [
      ...(Object.entries(callers) as [Caller, Program][]),
      ['organization', only[scope ?? 'courses.read']],
    ]
    // Those who must be turned away try first, so that what others change does not open the door to them.
    const came: Caller[] = []
    const knockAs = async ([name, call]: (typeof everyone)[number]) => {
      if (once && may.includes(name) && name !== once) return
      if (await comesIn(call, door, acme.objects)) came.push(name)
    }
    // Whoever is turned away changes nothing, so they all knock at once.
    await Promise.all(everyone.filter(([name]) => !may.includes(name)).map(knockAs))
    for (const one of everyone.filter(([name]) => may.includes(name))) await knockAs(one)
    expect(came.sort()).toEqual((once ? [once] : [...may]).sort())
    if (scope) expect((await knock(without[scope], door, acme.objects)).json.detail).toContain(scope)
  })

  test.each(names.filter((door) => jsonPlaceOf(door, other).path.includes(NAMED)))(
    '%s shows nothing of next door',
    async (door) => {
      const { status } = await knock(curious, door, globex.objects)
      expect(status).toBe(404)
    },
  )
})

const NAMED = 'object-'
const other = new Proxy({}, { get: (_, name) => NAMED + String(name) }) as Objects

function knock(call: Program, door: string, objects: Objects) {
  const { method, path } = jsonPlaceOf(door, objects)
  const type = typeOf(door)
  return call(method, path, jsonBodyOf(door, objects), type ? { 'Content-Type': type } : {})
}

async function comesIn(call: Program, door: string, objects: Objects): Promise<boolean> {
  const { status, headers } = await knock(call, door, objects)
  if (status >= 500) throw new Error(`${door} answered ${status}`)
  expect(lacks({ status, headers })).toEqual([])
  return ![401, 403, 404].includes(status)
}
