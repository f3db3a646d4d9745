import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { makeCourse } from './support/teaching'

const { open } = useChromium()
let ian: Page
let course: string
const titles = (page: Page) => page.locator('li.item a[data-rename] bdi').allTextContents()
const said = (page: Page) => page.locator('#status').textContent()
const row = (page: Page, title: string) => page.locator('li.item', { hasText: title })

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  course = await makeCourse(ian, 'In order')
  await ian.goto(`${course}/outline`)
  const add = ian.locator('form[data-add][action*="/items?"]').first()
  for (const title of ['Alpha', 'Beta', 'Gamma']) {
    await add.locator('input[name=title]').fill(title)
    await ian.keyboard.press('Enter')
    await row(ian, title).waitFor()
  }
})

describe('the order of an outline', () => {
  test('changes by the menu, by keys and by hand, and is said aloud each time', async () => {
    await row(ian, 'Alpha').locator('summary').click()
    await row(ian, 'Alpha').getByRole('button', { name: 'Move down' }).click()
    await expect.poll(() => titles(ian)).toEqual(['Beta', 'Alpha', 'Gamma'])
    await expect.poll(() => said(ian)).toMatch(/Alpha.* is now 2 of 3 in /)

    await row(ian, 'Gamma').locator('a[data-rename]').focus()
    await ian.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => titles(ian)).toEqual(['Beta', 'Gamma', 'Alpha'])
    await expect.poll(() => said(ian)).toMatch(/Gamma.* is now 2 of 3 in /)
    expect(await ian.evaluate(() => document.activeElement?.textContent)).toContain('Gamma')

    await row(ian, 'Beta')
      .locator('[data-grip]')
      .dragTo(row(ian, 'Alpha'), { targetPosition: { x: 20, y: 40 } })
    await expect.poll(() => titles(ian)).toEqual(['Gamma', 'Alpha', 'Beta'])
    await expect.poll(() => said(ian)).toMatch(/Beta.* is now 3 of 3 in /)
  })

  test('changes by a finger on the handle', async () => {
    const small = await open(phone, 'acme')
    await signIn(small, 'ian@acme.example')
    await small.goto(`${course}/outline`)
    await row(small, 'Alpha').evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const from = await middleOf(small, 'Beta')
    const to = await middleOf(small, 'Gamma')
    const touch = await small.context().newCDPSession(small)
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] })
    await finger('touchStart', from.y)
    await small.waitForTimeout(250) // a finger rests before it drags; before that the page scrolls
    for (let step = 1; step <= 10; step++) {
      await finger('touchMove', from.y + ((to.y - 12 - from.y) * step) / 10)
      await small.waitForTimeout(30)
    }
    await finger('touchEnd')
    await expect.poll(() => titles(small)).toEqual(['Beta', 'Gamma', 'Alpha'])
    await expect.poll(() => said(small)).toMatch(/Beta.* is now 1 of 3 in /)
    await small.reload()
    expect(await titles(small)).toEqual(['Beta', 'Gamma', 'Alpha'])
  })
})

async function middleOf(page: Page, title: string) {
  const { x, y, width, height } = (await row(page, title).locator('[data-grip]').boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}
