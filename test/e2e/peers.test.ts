import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo, write } from './support/keys'
import { signIn } from './support/people'

const { open } = useChromium()
let lena: Page

beforeAll(async () => {
  lena = await open(desktop, 'acme')
  await signIn(lena, 'lena@acme.example')
})

const toDo = (page: Page) => page.locator('main a', { hasText: 'Explain your table' }).first()

test('a review is begun, kept and given with keys only', async () => {
  await lena.goto('/')
  await enter(lena, toDo(lena))
  await lena.waitForURL(/\/assignments\//)
  await enter(lena, lena.getByRole('link', { name: 'Go on reviewing' }))
  await lena.waitForURL(/\/reviews\//)
  const page = lena.url()
  await write(lena, lena.getByLabel('Points'), '7')
  await write(lena, lena.getByLabel('Comment'), 'I could fill in the next row.')
  await lena.locator('[data-saved][data-state=saved]').waitFor()
  await lena.goto(page)
  expect(await lena.getByLabel('Comment').inputValue()).toBe('I could fill in the next row.')
  await enter(lena, lena.getByRole('button', { name: 'Give review' }))
  await lena.getByText('Your review is given.').waitFor()
  await lena.goto(page)
  await tabTo(lena, lena.getByRole('button', { name: 'Give review again' }))
})

test('on a phone and without JavaScript, too', async () => {
  const small = await open({ ...phone, javaScriptEnabled: false }, 'acme')
  await signIn(small, 'lena@acme.example')
  await small.goto('/')
  await toDo(small).click()
  await small.locator('a[href*="/reviews/"]').nth(1).click()
  await small.getByLabel('Points').fill('8')
  await small.getByLabel('Comment').fill('Short and complete.')
  await small.getByRole('button', { name: 'Give review' }).click()
  await small.getByText('Your review is given.').waitFor()
  const isWide = await small.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isWide).toBe(false)
})
