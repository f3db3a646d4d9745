import { ask } from '../bench/load.ts'
import { act, bringQuestions, sendLinks } from './stage.ts'

/** Where somebody may stand: a page, as one of its people sees it. */
export type Stand = { door: string; role: Role; path: string; status: number; html: string }
export type Role = keyof typeof people

/** Acme's people as the seed makes them, a visitor who has not signed in, and one on the platform's own site. */
export const people = {
  learner: 'lena@acme.example',
  observer: 'omar@acme.example',
  owner: 'olga@acme.example',
  admin: 'ada@acme.example',
  instructor: 'ivy@acme.example',
  assistant: 'learner3@acme.example',
  visitor: null,
  'passer-by': null,
} as const
export const roles = Object.keys(people) as Role[]

const PASSWORD = 'a quiet reading room'

/** Pages that one comes to by a mail or by typing, not by a link. */
const byHand = [
  '/sign-in',
  '/new-password?code=unknown',
  '/verification?code=unknown',
  '/verification',
  '/email-change/new?code=unknown',
  '/register',
  '/registration?code=unknown',
  '/joining?code=unknown',
  '/invitation?code=unknown',
  '/join',
  '/join/UNKNOWN',
  '/verify',
  '/verify/UNKNOWN',
  '/welcome',
  '/unsubscribe?token=unknown',
  '/search?q=course',
  '/media',
  '/me/tokens',
  '/api',
  '/nowhere',
]
const byHandOnPlatform = ['/sign-up', '/find', '/spaces/unknown', '/nowhere']

export const hostOf = (port: number, slug = 'acme') => `${slug ? `${slug}.` : ''}lyceum.localhost:${port}`

/**
 * Walks the links of everybody's pages from the front door on. `stands` are the fullest page of each kind for each person,
 * `all` every page on the way, `unseen` the doors nobody came to, `broken` the links that lead nowhere. Of the same door at
 * most so many `examples` a person are opened.
 */
export async function walk(port: number, examples = 5) {
  const tables = await routerTables(port)
  const cookies = {} as Record<Role, string>
  for (const role of roles) cookies[role] = await signIn(port, people[role])
  const owner = { port, cookie: cookies.owner }
  const links = await sendLinks(owner)
  const found: Found = { all: [], broken: [], reached: new Set() }
  const walkAs = (role: Role) => walkPages(port, role, cookies, tables, links, examples, found)
  await walkAs('learner') // others then find what the learner left to be marked
  await Promise.all(roles.filter((role) => role !== 'learner').map(walkAs))
  const doors = [...tables.school, ...tables.platform].map(({ door }) => door)
  return {
    cookies,
    stands: fullest(found.all),
    all: found.all,
    broken: found.broken,
    unseen: [...new Set(doors)].filter((door) => !found.reached.has(door)),
  }
}

type Found = { all: Stand[]; broken: string[]; reached: Set<string> }

async function walkPages(
  port: number,
  role: Role,
  cookies: Record<Role, string>,
  tables: Tables,
  links: string[],
  examples: number,
  { all, broken, reached }: Found,
) {
  const doors = role === 'passer-by' ? tables.platform : tables.school
  const host = hostOf(port, role === 'passer-by' ? '' : 'acme')
  const cookie = cookies[role]
  const given = new Set(role === 'passer-by' ? byHandOnPlatform : [...byHand, ...links])
  const open = ['/', ...given]
  const known = new Set(open)
  const seen = new Map<string, number>()
  const follow = (href: string) => {
    const url = new URL(href, `http://${host}`)
    const path = url.pathname + url.search
    if (url.host === host && !known.has(path)) open.push(path)
    known.add(path)
  }
  for (const path of open) {
    const place = path.split('?')[0]!
    const door = doors.find(({ matches }) => matches.test(place))?.door ?? 'nowhere'
    const times = seen.get(door) ?? 0
    if (times >= examples && !given.has(path)) continue
    seen.set(door, times + 1)
    const { status, headers, body } = await ask(port, { path, host, headers: { cookie } })
    reached.add(door)
    if (status >= 500 || (status >= 400 && !given.has(path))) broken.push(`${role} ${path} answered ${status}`)
    if (headers.location) {
      if (given.has(path)) given.add(String(headers.location))
      follow(String(headers.location))
    }
    const html = body.toString()
    if (!html.startsWith('<!doctype html>')) continue
    all.push({ door, role, path, status, html })
    for (const [, href] of html.matchAll(/(?:href|hx-get)="([^"#]+)/g)) follow(href!.replaceAll('&amp;', '&'))
    if (role === 'owner')
      for (const next of [...behind(place, html), ...(await brought({ port, cookie }, place))]) {
        given.add(next)
        follow(next)
      }
    if (role !== 'learner') continue
    for (const next of await act({ port, cookie }, { port, cookie: cookies.owner }, place, html)) {
      given.add(next)
      follow(next)
    }
  }
}

const brought = async (owner: { port: number; cookie: string }, place: string) =>
  /^\/(quizzes|banks)\/[^/]+\/import$/.test(place) ? bringQuestions(owner, place) : []

/** What lies deeper than the first examples: an earlier version, what shows a file, the editor of a lesson with a film and its captions. */
function behind(place: string, html: string): string[] {
  if (place.endsWith('/versions')) return [`${place}/1`]
  if (place === '/media') return html.match(/\/items\/[0-9a-f-]{36}(?=")/g) ?? []
  if (place.startsWith('/lessons/') && html.includes('<video')) return [`${place}/edit`]
  return html.match(/\/media\/[0-9a-f-]{36}\/captions/g) ?? []
}

/** Of several examples of one kind the longest, which shows the most; a door may show several kinds: a quiz and its result, a form and an error. */
function fullest(stands: Stand[]): Stand[] {
  const best = new Map<string, Stand>()
  for (const stand of stands) {
    const key = `${stand.role} ${kindOf(stand)}`
    if ((best.get(key)?.html.length ?? 0) < stand.html.length) best.set(key, stand)
  }
  return [...best.values()]
}

export const kindOf = ({ door, status, html }: Stand) =>
  status >= 400 ? `error ${status}` : `${door} ${/<main [^>]*?class="([^"]*)"/.exec(html)?.[1] ?? ''}`

type Tables = Record<'school' | 'platform', Door[]>
type Door = { door: string; matches: RegExp }

async function routerTables(port: number): Promise<Tables> {
  const { body } = await ask(port, { path: '/dev/doors.json', host: hostOf(port) })
  const tables = JSON.parse(body.toString()) as Record<'school' | 'platform', string[]>
  return { school: pages(tables.school), platform: pages(tables.platform) }
}

const pages = (doors: string[]) =>
  doors
    .filter((door) => door.startsWith('GET ') && !door.startsWith('GET /api/v1'))
    .map((door) => ({ door, matches: pattern(door.slice('GET '.length)) }))

const pattern = (path: string) => {
  const source = path.replace(/:\w+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, shape = '[^/]+') => `(?:${shape})`)
  return new RegExp(`^${source}$`)
}

export async function signIn(port: number, name: string | null): Promise<string> {
  if (!name) return ''
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${hostOf(port)}` }
  const body = new URLSearchParams({ name, password: PASSWORD }).toString()
  const answer = await ask(port, { method: 'POST', path: '/session', host: hostOf(port), headers, body })
  const cookie = String(answer.headers['set-cookie']).match(/__Host-session=[^;]+/)?.[0]
  if (!cookie) throw new Error(`Could not sign in as ${name}: ${answer.status}`)
  return cookie
}
