import type { Browser, Page as Tab } from 'playwright-core'
import { launch } from '../sweep/look.ts'
import { type Bench, median, printTable, round } from './bench.ts'
import { type Front, openFront, type Sent } from './front.ts'
import { busyPages, type Page, prepareSchool } from './school.ts'
import { runApp } from './workerd.ts'

const PORT = 8954
const ROUNDS = 5

/** The phone of docs/development.md: a processor four times slower than this one, 1.6 Mbit/s, 150 ms. */
const slow = { processor: 4, bytesPerSecond: 1_600_000 / 8, latencyMs: 150 }

const limits = { paintMs: 1_200, requests: 10, elsewhere: 0, js: 25_000, css: 15_000, html: 14_000 }

type Seen = Sent & { paintMs: number; elsewhere: number }
type Row = { name: string; paintMs: number; requests: number; elsewhere: number; js: number; css: number; html: number }

/** Four pages as a slow phone that was never here opens them: the largest paint, and what came over the line. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: 4, port: PORT })
  const browser = await launch()
  try {
    const school = await prepareSchool(PORT)
    const front = await openFront(school)
    const pages = (await busyPages(school)).slice(0, 4)
    const rows: Row[] = []
    for (const page of pages) rows.push(await measure(browser, front, page))
    await front.stop()
    const columns = ['paintMs', 'requests', 'elsewhere', 'js', 'css', 'html'] as const
    printTable(
      ['page', ...columns],
      [
        ...rows.map((row) => [row.name, ...columns.map((column) => row[column])]),
        ['limit', ...columns.map((column) => limits[column])],
      ],
    )
    const figures = Object.fromEntries(
      rows.flatMap((row) => columns.map((column) => [`${row.name}.${column}`, row[column]])),
    )
    return { figures, limits, ok: rows.every((row) => columns.every((column) => row[column] <= limits[column])) }
  } finally {
    await browser.close()
    await app.stop()
  }
}

async function measure(browser: Browser, front: Front, page: Page): Promise<Row> {
  await open(browser, front, page) // warm: the app, not the browser
  const seen: Seen[] = []
  for (let i = 0; i < ROUNDS; i++) seen.push(await open(browser, front, page))
  const { requests, elsewhere, bytes } = seen[0]!
  const paintMs = round(median(seen.map((each) => each.paintMs)), 0)
  return { name: page.name, paintMs, requests, elsewhere, js: bytes.js, css: bytes.css, html: bytes.html }
}

/** Opens the page in a browser without a cache or cookies. */
async function open(browser: Browser, front: Front, { path, cookie }: Page): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })
  const tab = await context.newPage()
  const origin = `http://acme.lyceum.localhost:${front.port}`
  let elsewhere = 0
  tab.on('request', (request) => {
    if (!request.url().startsWith(origin)) elsewhere += 1
  })
  await slowDown(tab)
  front.forget(cookie)
  await tab.goto(origin + path, { waitUntil: 'load', timeout: 60_000 })
  const paintMs = await largestPaint(tab)
  const seen = { ...front.sent(), paintMs, elsewhere }
  await context.close()
  return seen
}

async function slowDown(tab: Tab): Promise<void> {
  const line = await tab.context().newCDPSession(tab)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slow.latencyMs,
    downloadThroughput: slow.bytesPerSecond,
    uploadThroughput: slow.bytesPerSecond / 2,
  })
  await line.send('Emulation.setCPUThrottlingRate', { rate: slow.processor })
}

/** Milliseconds from the click to the largest paint, a second after everything was loaded. */
const largestPaint = (tab: Tab) =>
  tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let at = Number.NaN
        new PerformanceObserver((list) => {
          at = list.getEntries().at(-1)?.startTime ?? at
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        setTimeout(() => resolve(at), 1_000)
      }),
  )
