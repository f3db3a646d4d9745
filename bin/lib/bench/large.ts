import { gzipSync } from 'node:zlib'
import { record, teach } from './bare.ts'
import { type Bench, median, printTable, round } from './bench.ts'
import { type Ask, ask, load } from './load.ts'
import { linkOn, prepareSchool, type SchoolAt, signIn } from './school.ts'
import { runApp } from './workerd.ts'

const PORT = 8956
const ROUNDS = 5

/** One course that everybody is in; the other courses stay as they are. */
const crowd = { learners: 10_000, courses: 4, items: 40 }

const limits = { timesBare: 5, gzip: 200_000, trips: 2, pages: 20 }

type Row = { page: string; timesBare: number; gzip: number; trips: number; rowsRead: number }

/** Every page that has to do with a course of 10,000 learners and 40 items, each beside a bare Worker that reads the same rows. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: 4, port: PORT, cost: '10,8,1' })
  try {
    const school = await prepareSchool(PORT, crowd)
    const rows: Row[] = []
    for (const [who, email] of [
      ['admin', 'ada@acme.example'],
      ['learner', 'lena@acme.example'],
    ] as const)
      for (const page of await pagesOf(school, await signIn(school, email), who)) rows.push(await measure(school, page))
    const columns = ['timesBare', 'gzip', 'trips', 'rowsRead'] as const
    printTable(
      ['page', ...columns],
      rows.map((row) => [row.page, ...columns.map((column) => row[column])]),
    )
    const worst = (of: (row: Row) => number) => Math.max(...rows.map(of))
    const figures = {
      pages: rows.length,
      timesBare: worst(({ timesBare }) => timesBare),
      gzip: worst(({ gzip }) => gzip),
      trips: worst(({ trips }) => trips),
      rowsRead: worst(({ rowsRead }) => rowsRead),
    }
    const ok =
      figures.pages >= limits.pages &&
      figures.timesBare <= limits.timesBare &&
      figures.gzip <= limits.gzip &&
      figures.trips <= limits.trips
    return { figures, limits, ok }
  } finally {
    await app.stop()
  }
}

type Page = { name: string; ask: Ask }

/** One of each kind of page that lies at most two links behind the course, the front door and the lists of people. */
async function pagesOf(school: SchoolAt, cookie: string, who: string): Promise<Page[]> {
  const { port, host } = school
  const headers = { cookie }
  const course = await linkOn(school, '/search?q=How+to+learn+online', cookie, 'courses')
  const pages = new Map<string, Page>()
  let open = ['/', course, `${course}/roster`, '/people', '/groups', '/search?q=learner', '/organization/audit']
  for (const _ of ['', 'behind']) {
    const behind: string[] = []
    for (const path of open) {
      const kind = `${who} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|crowd-\d+/g, ':id').replace(/\?.*/, '?')}`
      if (pages.has(kind)) continue
      const answer = await ask(port, { path, host, headers })
      if (answer.status !== 200 || !answer.headers['content-type']?.startsWith('text/html')) continue
      pages.set(kind, { name: kind, ask: { path, host, headers } })
      for (const [, href] of answer.body.toString().matchAll(/<a [^>]*?href="(\/[^"#]*)"/g))
        if (!/^\/(help|dev|api)/.test(href!)) behind.push(href!.replaceAll('&amp;', '&'))
    }
    open = behind
  }
  return [...pages.values()]
}

async function measure({ port }: SchoolAt, page: Page): Promise<Row> {
  await ask(port, page.ask) // warm
  const { trips, body } = await record(port, page.ask)
  const bare = await teach(
    port,
    page.ask.path.replace(/\?.*/, ''),
    trips.map(({ statements }) => statements),
    body,
  )
  const ratios: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const once = { connections: 1, seconds: 0.1 }
    ratios.push((await load(port, page.ask, once)).p50 / (await load(port, bare, once)).p50)
  }
  return {
    page: page.name,
    timesBare: round(median(ratios), 2),
    gzip: gzipSync(body).length,
    trips: trips.length,
    rowsRead: trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  }
}
