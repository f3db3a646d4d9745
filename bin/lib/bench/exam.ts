import { Agent } from 'node:http'
import { record, teach } from './bare.ts'
import { type Bench, printTable, quantile, round } from './bench.ts'
import { type Ask, ask, together } from './load.ts'
import { prepareSchool } from './school.ts'
import { runApp } from './workerd.ts'

const PORT = 8958
/** Everybody saves and opens a page so often; in a burst all of them submit. */
const every = { save: 15_000, page: 60_000 }
const BURST_MS = 10_000
const TAUGHT = 32

const limits = { saveTimesBare: 2, errors: 0, lost: 0, duplicated: 0 }

type Kind = 'save' | 'page' | 'submit' | 'bare save' | 'bare page'
type Arrival = { at: number; kind: Kind; taker: number; round: number }
type Taker = { cookie: string; attempt: string; revisions: Map<string, number>; acknowledged: Map<string, Said> }
type Said = { revision: number; value: string }
type Heard = { kind: Kind; ms: number; ok: boolean }

/** An exam: arrivals come when they come, whether the ones before were answered or not, and everything acknowledged is looked for. */
export const bench: Bench = async ({ takers: many = 1_000, seconds = 180 } = {}) => {
  const app = await runApp({ slots: 4, port: PORT, cost: '10,8,1' })
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  try {
    const { host } = await prepareSchool(PORT, { learners: many + TAUGHT, courses: 4, items: 1 })
    const { quiz, cookies } = await door<{ quiz: string; cookies: string[] }>('POST', '/dev/exam')
    const all = await startAll(host, quiz, cookies)
    const save = saving(host, await versionsOn(host, all[0]!))
    // What the bare Worker writes again and again is nobody's answer.
    const bare = await teachBare(host, all.slice(0, TAUGHT), save)
    const takers = all.slice(TAUGHT)
    console.log(`what followed from the start was done after ${await untilQuiet()} s`)
    const forms = (path: string, cookie: string): Ask => ({ path, host, headers: { cookie } })

    console.log(`${takers.length} takers for ${seconds} s`)
    const heard = await arrive(arrivals(takers.length, seconds, ['save', 'page']), async ({ kind, taker, round }) => {
      const one = takers[taker]!
      if (kind === 'page') return (await ask(PORT, forms(`/attempts/${one.attempt}`, one.cookie), agent)).status === 200
      return save(one, round, (what) => ask(PORT, what, agent))
    })
    const plain = await arrive(
      arrivals(takers.length, seconds, ['bare save', 'bare page']),
      async ({ kind, taker }) => {
        const what = kind === 'bare page' ? bare.page : bare.saves[taker % bare.saves.length]!
        return (await ask(PORT, what, agent)).status === 200
      },
    )
    const submits = all.map((_, taker) => ({
      at: (taker / all.length) * BURST_MS,
      kind: 'submit' as const,
      taker,
      round: 0,
    }))
    const submitted = await arrive(submits, async ({ taker }) => {
      const { attempt, cookie } = all[taker]!
      const answer = await ask(PORT, posting(host, cookie, `/attempts/${attempt}/submission`, ''), agent)
      return answer.status === 303
    })
    const found = await reconcile(quiz, takers, all.length)
    const figures = { ...say([...heard, ...plain, ...submitted]), ...found, takers: takers.length, seconds }
    const ok = (Object.keys(limits) as (keyof typeof limits)[]).every((name) => figures[name] <= limits[name])
    return { figures, limits, ok }
  } finally {
    agent.destroy()
    await app.stop()
  }
}

const posting = (host: string, cookie: string, path: string, body: string, method = 'POST'): Ask => ({
  method,
  path,
  host,
  headers: { cookie, origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' },
  body,
})

async function door<T>(method: string, path: string): Promise<T> {
  const { status, body } = await ask(PORT, { method, path, host: `lyceum.localhost:${PORT}` })
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body.toString().slice(0, 300)}`)
  return JSON.parse(body.toString()) as T
}

async function startAll(host: string, quiz: string, cookies: string[]): Promise<Taker[]> {
  return together(
    cookies.map((cookie) => async () => {
      const { status, headers } = await ask(PORT, posting(host, cookie, `/quizzes/${quiz}/attempts`, ''))
      const attempt = /\/attempts\/([\w-]+)/.exec(String(headers.location))?.[1]
      if (!attempt) throw new Error(`No attempt was started: ${status}`)
      return { cookie, attempt, revisions: new Map(), acknowledged: new Map() }
    }),
    16,
  )
}

async function versionsOn(host: string, { attempt, cookie }: Taker): Promise<string[]> {
  const { body } = await ask(PORT, { path: `/attempts/${attempt}`, host, headers: { cookie } })
  const found = [...body.toString().matchAll(/name="revision-([\w-]+)"/g)].map(([, id]) => id!)
  if (!found.length) throw new Error('The page of the attempt asks nothing.')
  return [...new Set(found)]
}

/** Another answer to another question each time; what is acknowledged is remembered. */
const saving =
  (host: string, versions: string[]) =>
  async (taker: Taker, turn: number, send: (what: Ask) => Promise<{ status: number; body: Buffer | string }>) => {
    const version = versions[turn % versions.length]!
    const revision = (taker.revisions.get(version) ?? 0) + 1
    taker.revisions.set(version, revision)
    const value = 'abcd'[(turn + revision) % 4]!
    const fields = new URLSearchParams({ revision: String(revision), value }).toString()
    const path = `/attempts/${taker.attempt}/responses/${version}`
    const { status, body } = await send(posting(host, taker.cookie, path, fields, 'PUT'))
    if (status !== 200 || (JSON.parse(body.toString()) as { outcome: string }).outcome !== 'saved') return false
    const before = taker.acknowledged.get(version)
    if (!before || before.revision < revision) taker.acknowledged.set(version, { revision, value })
    return true
  }

/** A save's two trips and a page's one, as the app makes them once it knows who asks; each save writes, as a new revision does. */
async function teachBare(host: string, takers: Taker[], save: ReturnType<typeof saving>) {
  const saves: Ask[] = []
  let trips = 0
  for (const [n, taker] of takers.entries()) {
    const page: Ask = { path: `/attempts/${taker.attempt}`, host, headers: { cookie: taker.cookie } }
    await ask(PORT, page) // whoever saves has the page open
    await save(taker, 0, async (what) => {
      const recorded = await record(PORT, what)
      trips = recorded.trips.length
      const statements = recorded.trips.slice(-2).map((trip) =>
        trip.statements.map(({ sql, params }) => ({
          sql: sql.replace(/excluded\.revision > ["\w.]+/, '1'),
          params,
        })),
      )
      saves.push(await teach(PORT, `/save/${n}`, statements, recorded.body))
      return { status: 200, body: recorded.body }
    })
  }
  const page: Ask = { path: `/attempts/${takers[0]!.attempt}`, host, headers: { cookie: takers[0]!.cookie } }
  await ask(PORT, page)
  const recorded = await record(PORT, page)
  console.log(`trips of a save ${trips}, of a page ${recorded.trips.length}`)
  const statements = recorded.trips.map((trip) => trip.statements)
  return { saves, page: await teach(PORT, '/page', statements, recorded.body) }
}

/** Seconds until everybody who reads the outbox has read all of it. */
async function untilQuiet(): Promise<number> {
  const from = performance.now()
  const seconds = () => Math.round((performance.now() - from) / 1_000)
  while ((await door<{ unread: number }>('GET', '/dev/exam?unread')).unread > 0 && seconds() < 120)
    await new Promise((resume) => setTimeout(resume, 500))
  return seconds()
}

/** Evenly spread over the interval, a taker always at their own moment of it. */
function arrivals(takers: number, seconds: number, [save, page]: [Kind, Kind]): Arrival[] {
  const all: Arrival[] = []
  for (let taker = 0; taker < takers; taker++)
    for (const [kind, interval] of [
      [save, every.save],
      [page, every.page],
    ] as const)
      for (let round = 0; ; round++) {
        const at = (((taker * 7919) % takers) / takers + round) * interval
        if (at >= seconds * 1_000) break
        all.push({ at, kind, taker, round })
      }
  return all.sort((a, b) => a.at - b.at)
}

/** Each is sent when it is due; its time runs from then, so that one that had to wait shows it. */
async function arrive(all: Arrival[], send: (arrival: Arrival) => Promise<boolean>): Promise<Heard[]> {
  const from = performance.now()
  const under: Promise<Heard>[] = []
  for (const arrival of all) {
    const wait = from + arrival.at - performance.now()
    if (wait > 1) await new Promise((resume) => setTimeout(resume, wait))
    under.push(
      send(arrival)
        .catch(() => false)
        .then((ok) => ({ kind: arrival.kind, ms: performance.now() - from - arrival.at, ok })),
    )
  }
  return Promise.all(under)
}

function say(heard: Heard[]) {
  const kinds = [...Map.groupBy(heard, ({ kind }) => kind)].map(([kind, ofKind]) => {
    const times = ofKind.map(({ ms }) => ms)
    const at = (share: number) => round(quantile(times, share))
    const errors = ofKind.filter(({ ok }) => !ok).length
    return { kind, count: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors }
  })
  const columns = ['count', 'p50', 'p95', 'p99', 'errors'] as const
  printTable(
    ['request', ...columns],
    kinds.map((one) => [one.kind, ...columns.map((column) => one[column])]),
  )
  const of = (kind: Kind) => kinds.find((one) => one.kind === kind)!
  const figures: Record<string, number> = {}
  for (const { kind, p50, p95, p99 } of kinds) {
    const name = kind.replace(/ (\w)/, (_, letter: string) => letter.toUpperCase())
    Object.assign(figures, { [`${name}P50`]: p50, [`${name}P95`]: p95, [`${name}P99`]: p99 })
  }
  return {
    ...figures,
    errors: kinds.reduce((sum, { errors }) => sum + errors, 0),
    saveTimesBare: round(of('save').p95 / of('bare save').p95, 2),
    pageTimesBare: round(of('page').p95 / of('bare page').p95, 2),
  }
}

type Exam = {
  kept: { attempt: string; version: string; revision: number; response: unknown }[]
  attempts: number
  takers: number
  submitted: number
  grades: number
  graded: number
}

/** What was acknowledged beside what the database keeps. */
async function reconcile(quiz: string, takers: Taker[], most: number) {
  const exam = await door<Exam>('GET', `/dev/exam?quiz=${quiz}`)
  const kept = new Map(exam.kept.map((row) => [`${row.attempt} ${row.version}`, row]))
  let [acknowledged, lost] = [0, 0]
  for (const taker of takers)
    for (const [version, { revision, value }] of taker.acknowledged) {
      acknowledged += 1
      const row = kept.get(`${taker.attempt} ${version}`)
      const isNewer = row !== undefined && row.revision > revision && row.revision <= taker.revisions.get(version)!
      const isThis = row?.revision === revision && JSON.stringify(row.response).includes(`"${value}"`)
      if (!isNewer && !isThis) lost += 1
    }
  const duplicated = [exam.attempts, exam.submitted, exam.grades, exam.graded].reduce(
    (sum, count) => sum + Math.max(0, count - most),
    exam.kept.length - kept.size,
  )
  lost += most - exam.submitted + (most - exam.grades)
  console.log(
    `${acknowledged} answers acknowledged, ${exam.kept.length} kept; ${exam.submitted} submitted, ${exam.grades} graded: ${lost} lost, ${duplicated} twice`,
  )
  return { acknowledged, lost, duplicated }
}
