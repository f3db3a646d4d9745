import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../chromium.ts'
import type { Sight } from './combinations.ts'
import { focusFaults, frameFaults, spacingFaults } from './in-page.ts'
import { hostOf, type Role } from './stands.ts'

export const flags = [
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

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: flags })

/** A tab with what the browser complains about kept in `complaints`. */
export type Looker = { page: Page; complaints: string[] }

export async function openLooker(browser: Browser): Promise<Looker> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    const isOwnStatus = message.location().url === page.url() && /status of 4\d\d/.test(message.text())
    const place = new URL(message.location().url || page.url()).pathname
    if (message.type() === 'error' && !isOwnStatus) complaints.push(`console: ${message.text()} ${place}`)
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (/^http/.test(protocol) && !/(^|\.)lyceum(-content)?\.localhost$/.test(hostname))
      complaints.push(`asks a third party: ${hostname}`)
  })
  return { page, complaints }
}

/** From here on the tab is somebody's: their session's cookie, or nobody's and a language chosen at the door. */
async function become({ page }: Looker, { cookie, language }: { cookie: string; language: string }): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  const secure = { path: '/', secure: true, httpOnly: true }
  await page.context().clearCookies()
  await page.context().addCookies([
    ...(name ? [{ name, value, domain: 'acme.lyceum.localhost', ...secure }] : []),
    ...['', 'acme.'].map((sub) => ({
      name: '__Host-locale',
      value: language,
      domain: `${sub}lyceum.localhost`,
      ...secure,
    })),
  ])
}

/** Who is signed in reads `language` from now on: it stands in the profile. */
export async function speak(looker: Looker, port: number, cookie: string, language: string): Promise<void> {
  await become(looker, { cookie, language })
  await looker.page.goto(`http://${hostOf(port)}/me`)
  await looker.page.evaluate(async (locale) => {
    const form = document.querySelector<HTMLFormElement>('main form:has(select[name=locale])')!
    const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    fields.set('locale', locale)
    await fetch(form.action, { method: 'POST', body: fields })
  }, language)
}

export const urlOf = (port: number, { path, role }: { path: string; role: Role }) =>
  `http://${role === 'passer-by' ? hostOf(port, '') : hostOf(port)}${path}`

/** Sets the screen and opens the page of a sight. */
export async function show(looker: Looker, port: number, sight: Sight, cookie: string): Promise<void> {
  await become(looker, { cookie, language: sight.language })
  await setScreen(looker.page, sight)
  await looker.page.goto(urlOf(port, sight.stand), { waitUntil: 'domcontentloaded' })
  await looker.page.evaluate(() => document.fonts.ready.then(() => undefined))
}

export async function setScreen(page: Page, { theme, width }: Pick<Sight, 'theme' | 'width'>): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    forcedColors: theme === 'forced' ? 'active' : 'none',
  })
  await page.setViewportSize({ width, height: width < 400 ? 640 : 800 })
}

/** axe with all it knows of WCAG 2.2 AA and best practice, or with what depends on colours only. */
export async function axeFaults(page: Page, only?: 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const options: axe.RunOptions = only
    ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] }
    : { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }
  const violations = await page.evaluate(
    async (chosen) =>
      (await (window as unknown as { axe: typeof axe }).axe.run(document, chosen)).violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, any, all, none }) => ({
          target: String(target),
          why: [...any, ...all, ...none].map(({ message }) => message).join('; '),
        })),
      })),
    options,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ target, why }) => `${id}: ${target} (${why.slice(0, 160)})`),
  )
}

/** Everything there is to find on what stands in the page now. */
export async function faultsOf({ page, complaints }: Looker, language: string): Promise<string[]> {
  const found = [...(await axeFaults(page)), ...(await page.evaluate(frameFaults))]
  const spoken = await page.evaluate(() => document.documentElement.lang)
  if (spoken !== language) found.push(`speaks ${spoken} where ${language} was asked for`)
  await page.keyboard.press('Tab') // from here on the browser shows where the keyboard is
  found.push(...(await page.evaluate(focusFaults)))
  found.push(...(await page.evaluate(spacingFaults)))
  return [...found, ...complaints.splice(0)]
}
