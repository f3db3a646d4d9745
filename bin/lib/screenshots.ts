/** Takes the pictures of docs/screenshots from the seeded acme: node bin/lib/screenshots.ts [--port N], beside a `bin/dev` that runs. */
import { parseArgs } from 'node:util'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '8787' } } })
const platform = `http://lyceum.localhost:${values.port}`
const acme = `http://acme.lyceum.localhost:${values.port}`

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  ),
})

await take('platform', null, desktop, (page) => page.goto(platform))
await take('home', 'lena', desktop, (page) => page.goto(acme))
await take('lesson-phone', 'lena', phone, async (page) => {
  await openCourse(page, 'How to learn online')
  await page.locator('main a[href^="/lessons/"]').first().click()
})
await take('outline', 'ivy', desktop, async (page) => {
  const course = await openCourse(page, 'Spreadsheets')
  await page.goto(`${course}/outline`)
})
await take('roster', 'ivy', desktop, async (page) => {
  const course = await openCourse(page, 'Spreadsheets')
  await page.goto(`${course}/roster`)
})
await browser.close()

/** Opens a course by a link on the home page or in the list of courses, and gives its address. */
async function openCourse(page: Page, title: string): Promise<string> {
  await page.goto(`${acme}/courses`)
  if (page.url().endsWith('/catalogue')) await page.goto(acme)
  const link = page.locator('main a[href^="/courses/"]', { hasText: title }).first()
  await page.goto(new URL((await link.getAttribute('href'))!.replace(/(\/courses\/[^/?]+).*/, '$1'), acme).href)
  return page.url()
}

async function take(
  name: string,
  who: string | null,
  options: BrowserContextOptions,
  open: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (who) {
    await page.goto(`${acme}/sign-in`)
    await page.fill('[name=name]', `${who}@acme.example`)
    await page.fill('[name=password]', 'a quiet reading room')
    await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.press('[name=password]', 'Enter')])
  }
  await open(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `docs/screenshots/${name}.png` })
  console.log(`docs/screenshots/${name}.png  ${page.url()}`)
  await context.close()
}
