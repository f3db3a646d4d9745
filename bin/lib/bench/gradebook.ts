import { gzipSync } from 'node:zlib'
import { record, teach } from './bare.ts'
import { type Bench, median, printTable, round } from './bench.ts'
import { type Ask, ask, load } from './load.ts'
import { linkOn, prepareSchool, type SchoolAt, signIn } from './school.ts'
import { runApp } from './workerd.ts'

const PORT = 8957
const ROUNDS = 5
const SAVES = 40
const crowd = { learners: 10_000, courses: 4, items: 1, graded: 40 }

const limits = { timesBare: 5, gzip: 200_000, trips: 2, cells: 2_000 }

type Row = {
  page: string
  timesBare: number
  kilobytes: number
  gzip: number
  trips: number
  rowsRead: number
  cells: number
}

/** Pages of 50 learners and 40 items out of 10,000, each beside a bare Worker that reads the same rows; then cells that are changed. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: 4, port: PORT, cost: '10,8,1' })
  try {
    const school = await prepareSchool(PORT, crowd)
    const cookie = await signIn(school, 'ada@acme.example')
    const course = await linkOn(school, '/search?q=How+to+learn+online', cookie, 'courses')
    const at = (path: string): Ask => ({ path, host: school.host, headers: { cookie } })
    const first = (await ask(PORT, at(`${course}/gradebook`))).body.toString()
    const next = /href="(\/courses\/[^"]*\/gradebook\?after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    const rows: Row[] = []
    for (const [name, path] of [
      ['first page', `${course}/gradebook`],
      ['next page', next ?? ''],
      ['by name', `${course}/gradebook?q=Learner+77`],
      ['columns', `${course}/gradebook/columns`],
    ] as const)
      rows.push(await measure(name, at(path)))
    const columns = ['timesBare', 'kilobytes', 'gzip', 'trips', 'rowsRead', 'cells'] as const
    printTable(
      ['page', ...columns],
      rows.map((row) => [row.page, ...columns.map((column) => row[column])]),
    )
    const saves = await saveCells(school, cookie, first)
    console.log(`${SAVES} cells changed one after the other: p50 ${saves.p50} ms, p95 ${saves.p95} ms`)
    const worst = (of: (row: Row) => number) => Math.max(...rows.map(of))
    const figures = {
      timesBare: worst(({ timesBare }) => timesBare),
      gzip: worst(({ gzip }) => gzip),
      trips: worst(({ trips }) => trips),
      rowsRead: worst(({ rowsRead }) => rowsRead),
      cells: rows[0]!.cells,
      saveP50: saves.p50,
      saveP95: saves.p95,
    }
    const ok =
      figures.timesBare <= limits.timesBare &&
      figures.gzip <= limits.gzip &&
      figures.trips <= limits.trips &&
      figures.cells >= limits.cells
    return { figures, limits, ok }
  } finally {
    await app.stop()
  }
}

async function measure(page: string, asked: Ask): Promise<Row> {
  await ask(PORT, asked) // warm
  const { trips, body } = await record(PORT, asked)
  const statements = trips.map((trip) => trip.statements)
  const bare = await teach(PORT, asked.path.replace(/\?.*/, ''), statements, body)
  const ratios: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const once = { connections: 1, seconds: 0.2 }
    ratios.push((await load(PORT, asked, once)).p50 / (await load(PORT, bare, once)).p50)
  }
  return {
    page,
    timesBare: round(median(ratios), 2),
    kilobytes: Math.round(body.length / 1_000),
    gzip: gzipSync(body).length,
    trips: trips.length,
    rowsRead: trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    cells: body.match(/ data-state="/g)?.length ?? 0,
  }
}

/** As the grid does it: a cell's points, answered by the row as it is now. */
async function saveCells({ host }: SchoolAt, cookie: string, page: string) {
  const places = [...page.matchAll(/<a class="grade"[^>]* href="(\/courses\/[^"]*)\/grades#grade-([0-9a-f-]{36})"/g)]
  const times: number[] = []
  const change = ([, learner, item]: RegExpMatchArray): Ask => ({
    method: 'POST',
    path: `${learner}/items/${item}/grade?_method=PUT`,
    host,
    headers: {
      cookie,
      origin: `http://${host}`,
      'content-type': 'application/x-www-form-urlencoded',
      'hx-request': 'true',
      'hx-request-type': 'partial',
    },
    body: new URLSearchParams({ points: '1', reason: 'Measured' }).toString(),
  })
  const { trips } = await record(PORT, change(places[SAVES]!))
  for (const [n, trip] of trips.entries())
    console.log(`save, trip ${n + 1}: ${trip.statements.length} statements, ${trip.rowsRead} rows read`)
  for (const place of places.slice(0, SAVES)) {
    const { status, ms } = await ask(PORT, change(place))
    if (status !== 200) throw new Error(`A cell answered ${status}`)
    times.push(ms)
  }
  times.sort((a, b) => a - b)
  const share = (of: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0, 1)
  return { p50: share(0.5), p95: share(0.95) }
}
