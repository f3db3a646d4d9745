import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { sampleOutline } from './support/teaching'

const { open } = useChromium()

/** Doors of the router that are no pages of staff: public ones, one's own, files, sockets, and what only a link in a mail opens. */
const others = [
  /^\/(manifest|robots|:icon|api|help|hand-over|reopening|invitation|join\b|joining|new-password|forgot|register|registration|sign-in|verif|email-change|welcome|unsubscribe)/,
  /^\/(uploads|learners|search|certificates|grades|attempts|catalogue|me\/tokens)|^\/media$/,
  /^\/(service-worker|calendars|chat\/:id\/(changes|names))|\/since$/,
  /\/(pdf|export\.zip|socket|csv|thumbnail|card|tracks|captions)|\.csv$|\/versions\/:number/,
  /^\/media\/:id\{/,
  /^\/submissions\/:id$/,
  /^\/items\/:id$/,
  /^\/organization\/colour$/,
  /^\/imports\/:id$/,
  /^\/(quizzes|banks)\/:id\/(imports\/:run|export\/:format)$/,
  // by the address of one review, which learners write
  /^\/assignments\/:id\/reviews\/:review$/,
  // one's own words, and nobody else's
  /^\/forums\/:id\/replies\/:reply\/edit$/,
  // a kind is chosen before it is written
  /^\/banks\/:id\/questions\/new$/,
]

describe('in the sample organization', () => {
  // The owner meets every page of an admin.
  test.each(['olga', 'ivy'])('every page of staff has something to show to %s', async (first) => {
    const page = await open(desktop, 'acme')
    await signIn(page, `${first}@acme.example`)
    const seen = await walk(page)
    expect(seen.filter(({ wrong }) => wrong).map(({ path, wrong }) => `${path}: ${wrong}`)).toEqual([])
    // What a single course or quiz lacks (a draft has no learners) another one shows.
    const empty = seen.filter(
      (one) =>
        one.empty && !/^\/courses\/|^\/quizzes\/.*\/regrade$/.test(one.path) && !isOther(one.path) && !isGood(one.path),
    )
    expect(empty.map((one) => `${one.path}: ${one.empty}`)).toEqual([])
    const opens = (route: string) =>
      seen.some((one) => (!one.empty || isGood(one.path)) && patternOf(route).test(one.path))
    const pages = routes().filter((route) => first !== 'ivy' || !notIvys.test(route))
    expect(pages.length).toBeGreaterThan(20)
    expect(pages.filter((route) => !opens(route))).toEqual([])
  })
})

/** Where nothing is the best there can be: what could not be done. */
const isGood = (path: string) => path === '/organization/dead-letters'

const isOther = (path: string) => others.some((other) => other.test(path))

/** What instructors do not come to, or have nothing of yet. */
const notIvys = /^\/(people|groups|organization|announcements\/new$)|^\/courses\/:id\/media/
const patternOf = (route: string) => new RegExp(`^${route.replace(/:[^/]+/g, '[^/]+')}$`)

/** Pages in the table of doors, which another test holds to the router. */
function routes(): string[] {
  const table = readdirSync('test/access')
    .filter((name) => !name.startsWith('json-'))
    .map((name) => readFileSync(`test/access/${name}`, 'utf8'))
  const found = [...table.join('\n').matchAll(/^ {2}'GET (\/[^']*)'/gm)].map(([, route]) => route!)
  return [...new Set(found)].filter((route) => !isOther(route))
}

type Seen = { path: string; wrong: string; empty: string }

/** From the home page along every link, until a kind of page has shown something twice, or five times where courses and quizzes differ. */
async function walk(page: Page): Promise<Seen[]> {
  const seen: Seen[] = []
  const shown = new Map<string, number>()
  const queue = ['/', await sampleOutline(page)] // it comes before the courses that other tests make
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const looked = new Set<string>()
  for (const path of queue) {
    const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d+$/, ':n')
    const times = shown.get(kind) ?? 0
    if (times >= (/^\/(assignments|courses|submissions|quizzes)\/:id/.test(kind) ? 8 : 2)) continue
    // Each kind is looked at once; what others of it say is read.
    const { status, empty, links } = await (looked.has(kind) ? readPage(page, path) : lookAt(page, path))
    looked.add(kind)
    const wrong = [...(status >= 400 ? [`status ${status}`] : []), ...errors.splice(0)]
    seen.push({ path, empty, wrong: wrong.join(' · ') })
    if (!empty) shown.set(kind, times + 1)
    for (const next of pathsOf(links, page)) if (!queue.includes(next)) queue.push(next)
  }
  return seen
}

type Found = { status: number; empty: string; links: string[] }

async function lookAt(page: Page, path: string): Promise<Found> {
  const answer = await page.goto(path)
  return { status: answer!.status(), ...(await page.evaluate(foundIn, null)) }
}

async function readPage(page: Page, path: string): Promise<Found> {
  const { status, html } = await page.evaluate(async (path) => {
    const answer = await fetch(path)
    return { status: answer.status, html: await answer.text() }
  }, path)
  return { status, ...(await page.evaluate(foundIn, html)) }
}

/** In the browser: what a page says where there is nothing, and where it leads. */
function foundIn(html: string | null): Omit<Found, 'status'> {
  const it = html === null ? document : new DOMParser().parseFromString(html, 'text/html')
  const empty = [...it.querySelectorAll('main .empty p')].map((one) => one.textContent).join(' · ')
  const links = [...it.querySelectorAll<HTMLAnchorElement>('a[href]:not([download])')].map(({ href }) => href)
  return { empty, links }
}

/** Where the links of a page lead inside, without what only filters or downloads. */
function pathsOf(links: string[], page: Page): string[] {
  const here = new URL(page.url()).origin
  const paths = links.map((link) => new URL(link)).filter((url) => url.origin === here && !url.search)
  return [...new Set(paths.map(({ pathname }) => pathname))].filter(
    (path) =>
      !/^\/(help|api|search|certificates|catalogue|dev|assets|verify|media\/[0-9a-f-]{36}$)|\.(zip|csv|pdf|json)$|\/(pdf|csv)$/.test(
        path,
      ),
  )
}
