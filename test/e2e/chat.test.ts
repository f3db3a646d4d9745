import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'

const { open } = useChromium()
let lena: Page
let ivy: Page
let room: string
let begun: number

beforeAll(async () => {
  ;[lena, ivy] = await Promise.all([open(phone, 'acme'), open(desktop, 'acme')])
  await Promise.all([signIn(lena, 'lena@acme.example'), signIn(ivy, 'ivy@acme.example')])
  await lena.goto('/inbox')
  await lena.getByRole('link', { name: 'Ivy Tanaka' }).click()
  await lena.waitForURL(/\/chat\//)
  room = new URL(lena.url()).pathname
  await ivy.goto(room)
  for (const page of [lena, ivy]) await page.locator('#here:not([hidden])').waitFor()
  begun = await lena.locator('#messages > [data-seq]').count()
})

const write = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}
const last = (page: Page) => page.locator('#messages > [data-seq] .said').last()

describe('two people who talk', () => {
  test('see what the other says, once, without loading the page again', async () => {
    await write(lena, 'Is **this** right?')
    await ivy.getByText('Is this right?').waitFor()
    expect(await last(ivy).innerHTML()).toContain('<strong>this</strong>')
    await write(ivy, 'It is')
    await lena.getByText('It is', { exact: true }).waitFor()
    expect(await lena.locator('#messages > [data-seq]').count()).toBe(begun + 2)
    expect(await ivy.locator('#messages > [data-seq]').count()).toBe(begun + 2)
    expect(await lena.locator('.waiting').count()).toBe(0)
    const log = ivy.getByRole('log')
    expect(await log.getAttribute('aria-live')).toBe('polite')
  })

  test('keep what was written offline and send it once', async () => {
    await lena.context().setOffline(true)
    await write(lena, 'Written in a tunnel')
    await lena.locator('.waiting').waitFor()
    await write(ivy, 'While you were away')
    await lena.context().setOffline(false)
    await ivy.getByText('Written in a tunnel').waitFor()
    await lena.getByText('While you were away').waitFor()
    await expect.poll(() => lena.locator('.waiting').count()).toBe(0)
    for (const page of [lena, ivy]) {
      expect(await page.getByText('Written in a tunnel').count()).toBe(1)
      expect(await page.getByText('While you were away').count()).toBe(1)
      expect(await page.locator('#messages > [data-seq]').count()).toBe(begun + 4)
    }
  })

  test('take back what they said, and the other sees it go', async () => {
    await ivy.locator('#messages > li', { hasText: 'While you were away' }).locator('.by a').click()
    await ivy.getByRole('button', { name: 'Delete message' }).click()
    await ivy.waitForURL((url) => url.pathname === room)
    await lena.getByText('This message was deleted.').waitFor()
    expect(await lena.getByText('While you were away').count()).toBe(0)
  })

  test('stay where they are on a phone, whose bar says what is new', async () => {
    expect(await lena.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await lena.goto('/')
    await ivy.goto(room)
    await write(ivy, 'Until tomorrow')
    await expect
      .poll(async () => {
        await lena.reload()
        return lena.locator('.main-nav .nav-count').count()
      })
      .toBe(1)
  })
})

test('without a script the room is a page with a form', async () => {
  const plain = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
  await signIn(plain, 'lena@acme.example')
  await plain.goto(room)
  await plain.getByRole('textbox', { name: 'Write a message' }).fill('Without any script')
  await plain.getByRole('button', { name: 'Send' }).click()
  expect(await plain.getByText('Without any script').count()).toBe(1)
  await ivy.getByText('Without any script').waitFor()
})
