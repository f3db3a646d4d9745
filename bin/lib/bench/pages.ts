import { gzipSync } from 'node:zlib'
import { record, teach } from './bare.ts'
import { type Bench, median, printTable, round } from './bench.ts'
import { type Ask, ask, type Load, load } from './load.ts'
import { busyPages, type Page, prepareSchool, type SchoolAt } from './school.ts'
import { runApp } from './workerd.ts'

const PORT = 8952
const ROUNDS = 9
const SECONDS = 0.5

/** Requests a second of the same page in Moodle 4.5, tuned, on a machine with two cores and with 16 connections. */
const moodle: Record<string, number> = { 'sign-in': 128, home: 14, course: 21, lesson: 37 }

const limits = { ratio: 0.6, p95Ratio: 2, trips: 2, signInTrips: 0, gzip: 14_000, failures: 0 }

type Side = 'app' | 'bare' | 'oneBatch'
type Row = Record<Side, Load> & {
  name: string
  ratio: number
  p95Ratio: number
  oneBatchRatio: number
  trips: number
  statements: number
  rowsRead: number
  bytes: number
  gzip: number
}

/** Six pages of an organization with 1,000 learners and 50 courses, each beside a bare Worker that asks and sends the same. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: 4, port: PORT })
  try {
    const school = await prepareSchool(PORT)
    const rows: Row[] = []
    for (const page of await busyPages(school)) rows.push(await measure(school, page))
    print(rows)
    return { figures: Object.fromEntries(rows.flatMap(figuresOf)), limits, ok: rows.every(keepsLimits) }
  } finally {
    await app.stop()
  }
}

async function measure({ port, host }: SchoolAt, { name, path, cookie }: Page): Promise<Row> {
  const page: Ask = { path, host, headers: { cookie } }
  await ask(port, page) // warm: the host, the organization, the compiled sentences
  const recorded = await record(port, page)
  const trips = recorded.trips.map(({ statements }) => statements)
  const sides: Record<Side, Ask> = {
    app: page,
    bare: await teach(port, `/${name}`, trips, recorded.body),
    oneBatch: await teach(port, `/${name}-in-one`, trips.length ? [trips.flat()] : [], recorded.body),
  }
  const rounds: Record<Side, Load>[] = []
  for (let i = 0; i < ROUNDS; i++)
    rounds.push({
      app: await load(port, sides.app, { seconds: SECONDS }),
      bare: await load(port, sides.bare, { seconds: SECONDS }),
      oneBatch: await load(port, sides.oneBatch, { seconds: SECONDS }),
    })
  const middle = (of: (round: Record<Side, Load>) => number) => median(rounds.map(of))
  const typical = (side: Side): Load => ({
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
    oneBatch: typical('oneBatch'),
    ratio: middle((each) => each.app.perSecond / each.bare.perSecond),
    p95Ratio: middle((each) => each.app.p95 / each.bare.p95),
    oneBatchRatio: middle((each) => each.app.perSecond / each.oneBatch.perSecond),
    trips: trips.length,
    statements: trips.flat().length,
    rowsRead: recorded.trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    bytes: Buffer.byteLength(recorded.body),
    gzip: gzipSync(recorded.body).length,
  }
}

function print(rows: Row[]): void {
  printTable(
    ['page', 'req/s', 'bare', 'ratio', 'p50', 'p95', 'p99', 'p95/bare', 'one batch', 'Moodle', 'times'],
    rows.map((row) => [
      row.name,
      round(row.app.perSecond, 0),
      round(row.bare.perSecond, 0),
      round(row.ratio, 2),
      ...[row.app.p50, row.app.p95, row.app.p99].map((ms) => round(ms)),
      round(row.p95Ratio, 2),
      round(row.oneBatchRatio, 2),
      moodle[row.name] ?? '',
      moodle[row.name] ? round(row.app.perSecond / moodle[row.name]!, 1) : '',
    ]),
  )
  console.log()
  printTable(
    ['page', 'trips', 'statements', 'rows read', 'bytes', 'gzip', 'failures'],
    rows.map((row) => [row.name, row.trips, row.statements, row.rowsRead, row.bytes, row.gzip, row.app.failures]),
  )
}

const figuresOf = (row: Row): [string, number][] => [
  [`${row.name}.perSecond`, round(row.app.perSecond)],
  [`${row.name}.ratio`, round(row.ratio, 2)],
  [`${row.name}.p50Ms`, round(row.app.p50)],
  [`${row.name}.p95Ms`, round(row.app.p95)],
  [`${row.name}.p99Ms`, round(row.app.p99)],
  [`${row.name}.p95Ratio`, round(row.p95Ratio, 2)],
  [`${row.name}.oneBatchRatio`, round(row.oneBatchRatio, 2)],
  [`${row.name}.trips`, row.trips],
  [`${row.name}.rowsRead`, row.rowsRead],
  [`${row.name}.gzip`, row.gzip],
  [`${row.name}.failures`, row.app.failures],
]

const keepsLimits = (row: Row) =>
  row.ratio >= limits.ratio &&
  row.p95Ratio <= limits.p95Ratio &&
  row.trips <= (row.name === 'sign-in' ? limits.signInTrips : limits.trips) &&
  row.gzip <= limits.gzip &&
  row.app.failures <= limits.failures
