import { beforeAll, describe, expect, test } from 'vitest'
import { type Program, program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { type Dump, effectOf, tablesOf } from '../support/dump'
import { type Fault, flakyLine } from '../support/flaky-line'
import { makePlatform } from '../support/platform'
import { bodyOf, placeOf } from './doors'
import { callersOf, jsonBodyOf, jsonPlaceOf, jsonRows, specs } from './json-rows'
import { type Row, rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Principal } from './school'
import { silent } from './silent'

let acme: AccessSchool
/** By a line that does not break. */
let tables: Awaited<ReturnType<Awaited<ReturnType<typeof tablesOf>>['watch']>>
let visitors: Partial<Record<Principal, Browser>>
let programs: Partial<Record<Principal, Program>>
let untouched: Dump
let during: ReturnType<typeof flakyLine>

beforeAll(async () => {
  const platform = await makePlatform()
  // Nothing happens behind the acts: no queue, and no alarm, whose clock is the real one.
  const asleep = { idFromName: () => '', get: () => ({ wakeAt: async () => {}, stop: async () => {} }) }
  const deaf = { QUEUE: { send: async () => {} }, CLOCKS: asleep }
  platform.env = { ...platform.env, ...(deaf as unknown as Pick<typeof platform.env, 'QUEUE' | 'CLOCKS'>) }
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  const people = Object.entries(acme.people)
  visitors = await byName(people, (actor) => browse(platform, acme.tenant, actor))
  const signedIn = people.filter(([, actor]) => actor)
  programs = await byName(signedIn, (actor) => program(platform, acme.tenant, actor!))
  tables = await (await tablesOf({ ...platform }, acme.tenant)).watch()
  during = flakyLine(platform)
  untouched = await tables.dump()
})

async function byName<Thing>(
  people: [string, AccessSchool['people'][Principal]][],
  open: (actor: AccessSchool['people'][Principal]) => Promise<Thing>,
) {
  return Object.fromEntries(await Promise.all(people.map(async ([name, actor]) => [name, await open(actor)] as const)))
}

const writing = Object.entries(rows).filter(([door, { may }]) => !door.startsWith('GET ') && may.length)
const quiet: string[] = []
/** Their second try writes a way back of its own, to where the first one's leads. */
describe('a line that breaks, before the act is kept or after: sent again, it is done once', () => {
  test.each(writing)('%s', async (door, row) => {
    const besides = row.stages ? ['media', 'organization', 'import_runs'] : []
    const { status, came, recorded } = await breakEverywhere(sender(door, row), besides)
    if (status < 400 && came && !recorded) quiet.push(door)
  })

  test('every act that changes something for others was recorded, or says why it need not be', () => {
    expect(quiet.sort()).toEqual(Object.keys(silent).sort())
  })
})

/** The domain's acts are the same ones; here it is the key of a program that makes them one. */
const making =
  /^POST \/(courses|people|groups|imports|invitations|join-links|uploads)$|\/(copies|modules|items|questions)$/
const ownWriting = Object.keys(jsonRows).filter((door) => {
  const { like = 'GET ' } = jsonRows[door]!
  return (
    !door.startsWith('GET ') &&
    callersOf(door).length > 0 &&
    (like.startsWith('GET ') || (door.startsWith('POST ') && making.test(door)))
  )
})

describe('a program whose line breaks sends the same again with the same key, and it is done once', () => {
  test('there are doors that make something', () => expect(ownWriting.length).toBeGreaterThan(10))

  test.each(ownWriting)('%s', async (door) => {
    const { method, path } = jsonPlaceOf(door, acme.objects)
    const who = callersOf(door).find((one) => one !== 'organization') as Principal
    const type = specs.get(door)!.takes?.[0]
    const body = jsonBodyOf(door, acme.objects)
    const key = { 'Idempotency-Key': crypto.randomUUID() }
    const headers = type ? { ...key, 'Content-Type': type } : key
    await breakEverywhere(() => programs[who]!(method, path, body, headers))
  })
})

/** Does it once on a whole line, then with every fault there may be and once more; gives what the first one came to. */
async function breakEverywhere(send: () => Promise<{ status: number }>, besides: string[] = []) {
  let now = untouched
  try {
    const effect = async () => {
      now = await tables.dump()
      return effectOf(untouched, now, besides)
    }
    const clean = await during(send)
    const once = await effect()
    const came = Object.keys(once).length > 0
    const recorded = now.audit_entries!.length > untouched.audit_entries!.length
    for (const fault of faultsIn(clean.writing)) {
      await tables.restore()
      await during(send, fault)
      const again = await during(send)
      expect(again.status, JSON.stringify(fault)).toBeLessThan(500)
      expect(await effect(), JSON.stringify(fault)).toEqual(once)
    }
    return { status: clean.status, came, recorded }
  } finally {
    await tables.restore()
  }
}

/** The same form, sent by the same person from the same page each time. */
function sender(door: string, row: Row) {
  const { path, method } = placeOf(door, row, acme.objects)
  const visitor = visitors[row.once ?? row.may[0]!]!
  const cookies = new Map(visitor.cookies)
  const showing = `${path.includes('?') ? '&' : '?'}once=${crypto.randomUUID()}`
  return () => {
    for (const [name, value] of cookies) visitor.cookies.set(name, value)
    return visitor.send(method, row.makes ? path + showing : path, bodyOf(row))
  }
}

const faultsIn = (batches: number[]): Fault[] =>
  batches.flatMap((batch) => [
    { batch, when: 'before' as const },
    { batch, when: 'after' as const },
  ])
