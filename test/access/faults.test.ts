import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browse } from '../support/browser'
import { type Dump, effectOf, tablesOf } from '../support/dump'
import { type Fault, flakyLine } from '../support/flaky-line'
import { makePlatform } from '../support/platform'
import { bodyOf, placeOf } from './doors'
import { type Row, rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Principal } from './school'

let acme: AccessSchool
/** By a line that does not break. */
let tables: Awaited<ReturnType<typeof tablesOf>>
let visitors: Partial<Record<Principal, Browser>>
let untouched: Dump
let during: ReturnType<typeof flakyLine>

beforeAll(async () => {
  const platform = await makePlatform()
  platform.env = { ...platform.env, QUEUE: { send: async () => {} } as unknown as typeof platform.env.QUEUE }
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  const open = Object.entries(acme.people).map(
    async ([name, actor]) => [name, await browse(platform, acme.tenant, actor)] as const,
  )
  visitors = Object.fromEntries(await Promise.all(open))
  tables = await tablesOf({ ...platform }, acme.tenant)
  during = flakyLine(platform)
  untouched = await tables.dump()
})

afterEach(() => tables.restore(untouched))

const writing = Object.entries(rows).filter(([door, { may }]) => !door.startsWith('GET ') && may.length)

describe('a line that breaks, before the act is kept or after: sent again, it is done once', () => {
  test.each(writing)('%s', async (door, row) => {
    const send = sender(door, row)
    const besides = row.stages ? ['media', 'organization', 'import_runs'] : []
    const effect = async () => effectOf(untouched, await tables.dump(), besides)
    const clean = await during(send)
    const once = await effect()
    await tables.restore(untouched)
    for (const fault of faultsIn(clean.writing)) {
      await during(send, fault)
      const again = await during(send)
      expect(again.status, JSON.stringify(fault)).toBeLessThan(500)
      expect(await effect(), JSON.stringify(fault)).toEqual(once)
      await tables.restore(untouched)
    }
  })
})

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
