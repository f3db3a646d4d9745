import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { findChromium } from '../../../bin/lib/chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Not every machine resolves *.localhost
  '--host-resolver-rules=MAP *.localhost 127.0.0.1',
]

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** `http://acme.lyceum.localhost:<port>`, or the platform's own site without a name. */
export const originOf = (slug?: string) => `http://${slug ? `${slug}.` : ''}lyceum.localhost:${inject('port')}`

/** Contexts without JavaScript. */
const plain = new WeakSet<BrowserContext>()
export const hasScript = (page: Page) => !plain.has(page.context())

/** One real browser a file; every `open` is a person with cookies of their own, on the host of their organization. */
export function useChromium(more: string[] = []) {
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: [...flags, ...more] })
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
  })
  // Where everybody stood when a test failed.
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const page of contexts.flatMap((context) => context.pages())) {
      const words = await page.locator('body').textContent({ timeout: 2_000 }).catch(String)
      console.error(`${page.url()}\n${String(words).replace(/\s+/g, ' ').slice(0, 800)}\n`)
      const shots = process.env.LYCEUM_SHOTS
      if (shots) await page.screenshot({ path: `${shots}/${task.id}-${contexts.indexOf(page.context())}.png` })
    }
  })
  return {
    async open(options: BrowserContextOptions = desktop, slug?: string): Promise<Page> {
      const context = await browser.newContext({
        baseURL: originOf(slug),
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      })
      contexts.push(context)
      if (options.javaScriptEnabled === false) plain.add(context)
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      return page
    },
  }
}
