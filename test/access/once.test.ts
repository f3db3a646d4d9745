import { beforeAll, expect, test } from 'vitest'
import { type Browser, browse } from '../support/browser'
import { makePlatform } from '../support/platform'
import { placeOf } from './doors'
import { rows } from './rows'
import { type AccessSchool, makeAccessSchool, type Principal } from './school'

let acme: AccessSchool
let visitors: [Principal, Browser][]

beforeAll(async () => {
  const platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  const open = (['owner', 'instructor', 'learner', 'anonymous'] as const).map(
    async (name) => [name, await browse(platform, acme.tenant, acme.people[name])] as [Principal, Browser],
  )
  visitors = await Promise.all(open)
})

const making = Object.entries(rows)
  .filter(([, { makes }]) => makes)
  .map(([door]) => {
    const [method = '', path = ''] = door.split(' ')
    return { method, path: new RegExp(`^${path.replace(/:\w+(\{[^/]*\})?/g, '[^/]+')}$`) }
  })

test('every form that makes or moves something says which showing of it was sent', async () => {
  const without = new Set<string>()
  let seen = 0
  for (const [door, row] of Object.entries(rows).filter(([name]) => name.startsWith('GET ')))
    for (const [name, visitor] of visitors.filter(([principal]) => row.may.includes(principal))) {
      const { path } = placeOf(door, row, acme.objects)
      const answer = await visitor.get(path)
      if (!answer.headers.get('Content-Type')?.startsWith('text/html')) continue
      for (const action of formsOf(await answer.text()).filter(isMaking)) {
        seen += 1
        if (!action.searchParams.has('once')) without.add(`${name} on ${door}: ${action.pathname}`)
      }
    }
  expect(seen).toBeGreaterThan(20)
  expect([...without]).toEqual([])
}, 90_000)

/** Where the page's POST forms go. */
const formsOf = (html: string) =>
  [...html.matchAll(/<form\b[^>]*>/g)]
    .map(([form]) => form)
    .filter((form) => /method="post"/.test(form))
    .map((form) => new URL(/\baction="([^"]*)"/.exec(form)![1]!.replaceAll('&amp;', '&'), 'https://acme.example'))

const isMaking = (action: URL) =>
  making.some(
    ({ method, path }) => method === (action.searchParams.get('_method') ?? 'POST') && path.test(action.pathname),
  )
