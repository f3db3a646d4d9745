import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
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

/** One real browser a file; every `open` is a person with cookies of their own. */
export function useChromium() {
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: flags })
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
  })
  return {
    async open(options: BrowserContextOptions = desktop): Promise<Page> {
      const context = await browser.newContext({
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      return page
    },
  }
}

/** Signs in as one of acme's seeded people. */
export async function signIn(page: Page, email: string, slug = 'acme'): Promise<void> {
  await page.goto(`${originOf(slug)}/sign-in`)
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('input[type=password]').fill('a quiet reading room')
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
