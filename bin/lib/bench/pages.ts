import { gzipSync } from 'node:zlib'
import { type Bench, median, printTable, round } from './bench.ts'
import { type Ask, ask, type Load, load } from './load.ts'
import { bareHost, runApp } from './workerd.ts'

const PORT = 8952
const ROUNDS = 5
const SECONDS = 2
const PASSWORD = 'a quiet reading room'
const host = `acme.lyceum.localhost:${PORT}`

/** Requests a second of the same page in Moodle 4.5, tuned, on the same kind of machine with 16 connections. */
const moodle: Record<string, number> = { 'sign-in': 128, home: 14, course: 21, lesson: 37 }

type Page = { name: string; path: string; cookie: string }
type Recorded = { status: number; trips: { sql: string; params: unknown[] }[][]; body: string }
type Row = {
  name: string
  app: Load
  bare: Load
  ratio: number
  p95Ratio: number
  trips: number
  rows: number
  gzip: number
}

/** Six pages of an organization with 1,000 learners and 50 courses, each beside a bare Worker that asks and sends the same. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: 4, port: PORT })
  try {
    await ask(PORT, { method: 'POST', path: '/dev/prepare?learners=1000&courses=50', host: `lyceum.localhost:${PORT}` })
    const rows: Row[] = []
    for (const page of await pages()) rows.push(await measure(page))
    printTable(
      ['page', 'req/s', 'bare', 'ratio', 'p50', 'p95', 'p99', 'p95/bare', 'trips', 'rows', 'gzip', 'Moodle', 'times'],
      rows.map((row) => [
        row.name,
        round(row.app.perSecond, 0),
        round(row.bare.perSecond, 0),
        round(row.ratio, 2),
        ...[row.app.p50, row.app.p95, row.app.p99].map((ms) => round(ms)),
        round(row.p95Ratio, 2),
        row.trips,
        row.rows,
        row.gzip,
        moodle[row.name] ?? '',
        moodle[row.name] ? round(row.app.perSecond / moodle[row.name]!, 1) : '',
      ]),
    )
    const figures = Object.fromEntries(
      rows.flatMap((row) => [
        [`${row.name}.perSecond`, round(row.app.perSecond)],
        [`${row.name}.ratio`, round(row.ratio, 2)],
        [`${row.name}.p95Ratio`, round(row.p95Ratio, 2)],
        [`${row.name}.trips`, row.trips],
        [`${row.name}.gzip`, row.gzip],
      ]),
    )
    const limits = { ratio: 0.6, p95Ratio: 2, trips: 2, gzip: 14_000 }
    const ok = rows.every(
      (row) =>
        row.ratio >= limits.ratio &&
        row.p95Ratio <= limits.p95Ratio &&
        row.trips <= limits.trips &&
        row.gzip <= limits.gzip &&
        row.app.failures === 0,
    )
    return { figures, limits, ok }
  } finally {
    await app.stop()
  }
}

async function measure({ name, path, cookie }: Page): Promise<Row> {
  const what: Ask = { path, host, headers: { cookie } }
  await ask(PORT, what) // warm: the host, the organization, the compiled sentences
  const recorded = JSON.parse(
    (await ask(PORT, { ...what, headers: { cookie, 'x-record': '1' } })).body.toString(),
  ) as Recorded
  if (recorded.status !== 200) throw new Error(`${path} answered ${recorded.status}`)
  const bare: Ask = { path: `/${name}`, host: bareHost }
  await ask(PORT, {
    ...bare,
    method: 'POST',
    body: JSON.stringify({ slot: 'T0000', trips: recorded.trips, body: recorded.body }),
  })
  const rounds: { app: Load; bare: Load }[] = []
  for (let i = 0; i < ROUNDS; i++)
    rounds.push({
      app: await load(PORT, what, { seconds: SECONDS }),
      bare: await load(PORT, bare, { seconds: SECONDS }),
    })
  const middle = (of: (round: { app: Load; bare: Load }) => number) => median(rounds.map(of))
  const typical = (side: 'app' | 'bare'): Load => ({
    perSecond: middle((each) => each[side].perSecond),
    p50: middle((each) => each[side].p50),
    p95: middle((each) => each[side].p95),
    p99: middle((each) => each[side].p99),
    failures: rounds.reduce((sum, each) => sum + each[side].failures, 0),
    asked: rounds.reduce((sum, each) => sum + each[side].asked, 0),
  })
  return {
    name,
    app: typical('app'),
    bare: typical('bare'),
    ratio: middle((each) => each.app.perSecond / each.bare.perSecond),
    p95Ratio: middle((each) => each.app.p95 / each.bare.p95),
    trips: recorded.trips.length,
    rows: recorded.trips.flat().length,
    gzip: gzipSync(recorded.body).length,
  }
}

async function pages(): Promise<Page[]> {
  const learner = await signIn('lena@acme.example')
  const staff = await signIn('ada@acme.example')
  const home = await text('/', learner)
  const course = /href="(\/courses\/[0-9a-f-]{36})"/.exec(home)?.[1]
  const lesson = /href="(\/items\/[0-9a-f-]{36})"/.exec(await text(course ?? '/courses', learner))?.[1]
  if (!course || !lesson) throw new Error('The seeded learner has no course to open')
  return [
    { name: 'sign-in', path: '/sign-in', cookie: '' },
    { name: 'home', path: '/', cookie: learner },
    { name: 'course', path: course, cookie: learner },
    { name: 'lesson', path: lesson, cookie: learner },
    { name: 'roster', path: `${course}/roster`, cookie: staff },
    { name: 'people', path: '/people', cookie: staff },
  ]
}

const text = async (path: string, cookie: string) =>
  (await ask(PORT, { path, host, headers: { cookie } })).body.toString()

async function signIn(email: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${host}` }
  const body = new URLSearchParams({ login: email, password: PASSWORD }).toString()
  const answer = await ask(PORT, { method: 'POST', path: '/sign-in', host, headers, body })
  const cookie = String(answer.headers['set-cookie']).match(/__Host-session=[^;]+/)?.[0]
  if (!cookie) throw new Error(`Could not sign in as ${email}: ${answer.status}`)
  return cookie
}
