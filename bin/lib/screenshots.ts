/** Takes the pictures of docs/screenshots and of the landing page (public/images) from the seeded acme: node bin/lib/screenshots.ts [--port N], beside a `bin/dev` that runs. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '8787' } } })
const platform = `http://lyceum.localhost:${values.port}`
const acme = `http://acme.lyceum.localhost:${values.port}`

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Everybody signs in once. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  ),
})

await take('platform', null, desktop, (page) => page.goto(platform))
await take('sign-up', null, desktop, (page) => page.goto(`${platform}/sign-up`))
await take('home', 'lena', desktop, (page) => page.goto(acme))
await take('course', 'lena', desktop, (page) => openCourse(page, 'Spreadsheets'))
await take('lesson-phone', 'lena', phone, openLesson)
await take('quiz', 'lena', desktop, openQuiz)
await take('outline', 'ivy', desktop, async (page) => {
  const course = await openCourse(page, 'Spreadsheets')
  await page.goto(`${course}/outline`)
})
await take('roster', 'ivy', desktop, async (page) => {
  const course = await openCourse(page, 'Spreadsheets')
  await page.goto(`${course}/roster`)
})

await take('people', 'ada', desktop, (page) => page.goto(`${acme}/people`))

// The landing page's own, in both themes.
for (const theme of ['light', 'dark'] as const) {
  const on = (options: BrowserContextOptions) => ({ ...options, colorScheme: theme })
  await takeSmall(`roster-${theme}`, 'ivy', on(desktop), [1200, 750], async (page) => {
    const course = await openCourse(page, 'Spreadsheets')
    await page.goto(`${course}/roster`)
  })
  await takeSmall(`home-${theme}`, 'lena', on(phone), [440, 904], (page) => page.goto(acme))
  await takeSmall(`lesson-${theme}`, 'lena', on(phone), [440, 904], openLesson)
}
await browser.close()

async function openLesson(page: Page) {
  await openCourse(page, 'How to learn online')
  await page.locator('main a[href^="/lessons/"]').first().click()
  await page.waitForURL(/\/lessons\//)
}

/** A question of the sample course's quiz: a try is begun, or gone on with. */
async function openQuiz(page: Page) {
  await openCourse(page, 'How to learn online')
  await page.goto(new URL((await page.locator('main a[href^="/quizzes/"]').first().getAttribute('href'))!, acme).href)
  await page
    .locator('main')
    .getByRole('button', { name: /^(?:Start|Try again|Continue|Go on)/ })
    .or(page.locator('main a[href^="/attempts/"]'))
    .first()
    .click()
  await page.waitForURL(/\/attempts\//)
}

/** Opens a course by a link on the home page or in the list of courses, and gives its address. */
async function openCourse(page: Page, title: string): Promise<string> {
  await page.goto(`${acme}/courses`)
  if (page.url().endsWith('/catalogue')) await page.goto(acme)
  const link = page.locator('main a[href^="/courses/"]', { hasText: title }).first()
  await page.goto(new URL((await link.getAttribute('href'))!.replace(/(\/courses\/[^/?]+).*/, '$1'), acme).href)
  return page.url()
}

type Open = (page: Page) => Promise<unknown>

async function take(name: string, who: string | null, options: BrowserContextOptions, open: Open): Promise<void> {
  const page = await enter(who, options)
  await open(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `docs/screenshots/${name}.png` })
  console.log(`docs/screenshots/${name}.png  ${page.url()}`)
  await page.context().close()
}

/** As WebP of that many pixels, which Chromium writes itself. */
async function takeSmall(name: string, who: string, options: BrowserContextOptions, size: Size, open: Open) {
  const page = await enter(who, options)
  await open(page)
  await page.waitForLoadState('networkidle')
  const png = (await page.screenshot()).toString('base64')
  const blank = await browser.newPage()
  const webp = await blank.evaluate(shrink, { png, size })
  await writeFile(`public/images/${name}.webp`, Buffer.from(webp, 'base64'))
  console.log(`public/images/${name}.webp  ${Math.round((webp.length * 3) / 4 / 1000)} kB`)
  await blank.close()
  await page.context().close()
}

type Size = [width: number, height: number]

/** Runs in the page. */
async function shrink({ png, size: [width, height] }: { png: string; size: Size }): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, width, height)
  return canvas.toDataURL('image/webp', 0.8).split(',')[1]!
}

async function enter(who: string | null, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    storageState: who ? sessions.get(who) : undefined,
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (!who || sessions.has(who)) return page
  await page.goto(`${acme}/sign-in`)
  await page.fill('[name=name]', `${who}@acme.example`)
  await page.fill('[name=password]', 'a quiet reading room')
  await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.press('[name=password]', 'Enter')])
  sessions.set(who, await context.storageState())
  return page
}
