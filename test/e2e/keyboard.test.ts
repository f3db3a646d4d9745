import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, useChromium } from './support/chromium'
import { enter, tabTo, write } from './support/keys'
import { signIn } from './support/people'

const { open } = useChromium()
let ivy: Page
let lena: Page
/** Paths, once they are known. */
let course = ''
const titles = () => ivy.locator('#outline li.item bdi').allTextContents()

beforeAll(async () => {
  ivy = await open(desktop, 'acme')
  lena = await open(desktop, 'acme')
  await signIn(ivy, 'ivy@acme.example')
  await signIn(lena, 'lena@acme.example')
})

describe('with keys only', () => {
  test('the skip link leads past the bars', async () => {
    await ivy.goto('/courses')
    await ivy.keyboard.press('Tab')
    expect(await ivy.evaluate(() => document.activeElement?.className)).toBe('skip')
    await ivy.keyboard.press('Enter')
    expect(await ivy.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('a course is made, filled and put in order', async () => {
    await ivy.goto('/courses')
    await write(ivy, ivy.locator('main input[name=title]'), 'Keys and nothing else')
    await ivy.keyboard.press('Enter')
    await ivy.waitForURL(/\/courses\/[0-9a-f-]{36}/)
    course = /\/courses\/[0-9a-f-]{36}/.exec(ivy.url())![0]
    await ivy.goto(`${course}/outline`)
    if (!(await ivy.locator('#outline .module').count())) {
      await write(ivy, ivy.locator('.add-module input[name=title]'), 'First steps')
      await ivy.keyboard.press('Enter')
      await ivy.locator('#outline .module').waitFor()
    }
    for (const [title, letter] of [
      ['Home row', 'l'],
      ['Shortcuts', 'q'],
      ['Essay', 'a'],
    ] as const) {
      const form = ivy.locator('form[data-add][action*="/items?"]').first()
      await tabTo(ivy, form.locator('select'))
      await ivy.keyboard.press(letter) // of its kind
      await write(ivy, form.locator('input[name=title]'), title)
      await ivy.keyboard.press('Enter')
      await ivy.locator('li.item', { hasText: title }).waitFor()
      // After the swap one stands where one stood, ready for the next.
      expect(await ivy.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title')
    }
    await tabTo(ivy, ivy.locator('li.item', { hasText: 'Shortcuts' }).locator('a').first())
    await ivy.keyboard.press('Alt+ArrowUp')
    await expect.poll(titles).toEqual(['Shortcuts', 'Home row', 'Essay'])
    // The same by the menu of the row.
    const row = ivy.locator('li.item', { hasText: 'Home row' })
    await enter(ivy, row.locator('summary'))
    await enter(ivy, row.getByRole('button', { name: 'Move up' }))
    await expect.poll(titles).toEqual(['Home row', 'Shortcuts', 'Essay'])
    expect(await ivy.evaluate(() => document.activeElement !== document.body)).toBe(true)
  })

  test('a form under a row asks for a number where it means one, and closes unsaved', async () => {
    await ivy.goto(`${course}/outline`)
    const row = ivy.locator('li.item', { hasText: 'Home row' })
    await enter(ivy, row.locator('summary'))
    await enter(ivy, row.getByRole('link', { name: 'Completion and dates' }))
    const rule = row.locator('select[name=completion]')
    await rule.waitFor()
    const amount = row.locator('input[name=amount]')
    expect(await amount.isVisible()).toBe(false)
    await rule.selectOption('time')
    expect(await amount.isVisible()).toBe(true)
    await tabTo(ivy, rule)
    await ivy.keyboard.press('Escape')
    await rule.waitFor({ state: 'detached' })
    expect(await row.locator('summary').evaluate((one) => one === document.activeElement)).toBe(true)
  })

  test('a lesson is written and shown', async () => {
    await ivy.goto(`${course}/outline`)
    await enter(ivy, ivy.locator('li.item', { hasText: 'Home row' }).locator('a').first())
    await ivy.waitForURL(/\/lessons\/.*\/edit/)
    await enter(ivy, ivy.locator('a.insert').first())
    await enter(ivy, ivy.getByRole('button', { name: 'Text', exact: true }))
    await tabTo(ivy, ivy.locator('.ProseMirror').first())
    await ivy.keyboard.type('Rest your fingers here.')
    await ivy.locator('[data-state="saved"]').waitFor()
    await ivy.reload()
    expect(await ivy.locator('main').textContent()).toContain('Rest your fingers here.')
  })

  test('a question is asked', async () => {
    await ivy.goto(`${course}/outline`)
    await enter(ivy, ivy.locator('li.item', { hasText: 'Shortcuts' }).locator('a').first())
    await enter(ivy, ivy.getByRole('link', { name: 'True or false' }))
    await write(ivy, ivy.locator('textarea[name=prompt]'), 'Tab goes on.')
    await tabTo(ivy, ivy.locator('form:has(textarea[name=prompt])').locator('input[type=radio]').first())
    await ivy.keyboard.press('Space')
    await enter(
      ivy,
      ivy
        .locator('form:has(textarea[name=prompt])')
        .getByRole('button', { name: /save|add/i })
        .first(),
    )
    await ivy.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
  })

  test('the items and the course are published, and somebody is enrolled', async () => {
    for (const title of ['Home row', 'Shortcuts', 'Essay']) {
      await ivy.goto(`${course}/outline`)
      const row = ivy.locator('li.item', { hasText: title })
      await enter(ivy, row.locator('summary'))
      await enter(ivy, row.getByRole('button', { name: 'Publish' }))
      await row.getByText('Opens with the course').waitFor()
    }
    await ivy.goto(`${course}/outline`)
    await enter(ivy, ivy.getByRole('button', { name: 'Publish course' }))
    await ivy.getByRole('button', { name: 'Unpublish' }).waitFor()
    await ivy.goto(`${course}/roster`)
    await enter(ivy, ivy.locator('.enroll-people > summary'))
    await write(ivy, ivy.locator('.enroll-people [name=who]'), 'lena@acme.example')
    await enter(ivy, ivy.locator('.enroll-people button[type=submit]'))
    await ivy.locator('table').getByText('Lena').waitFor()
  })

  test('a quiz is taken', async () => {
    await lena.goto(course)
    await enter(lena, lena.locator('main').getByRole('link', { name: 'Shortcuts' }).first())
    await enter(lena, lena.getByRole('button', { name: 'Start' }))
    await lena.waitForURL(/\/attempts\//)
    await tabTo(lena, lena.getByLabel('True', { exact: true }))
    await lena.keyboard.press('Space')
    await enter(lena, lena.getByRole('button', { name: 'Review and hand in' }))
    await enter(lena, lena.getByRole('button', { name: 'Hand in', exact: true }))
    await lena.getByText('Passed').first().waitFor()
  })

  test('work is handed in and marked', async () => {
    await lena.goto(course)
    await enter(lena, lena.locator('main').getByRole('link', { name: 'Essay' }).first())
    await write(lena, lena.locator('textarea[name=text]'), 'I never touched the mouse.')
    await enter(lena, lena.getByRole('button', { name: 'Hand in' }))
    await lena.locator('.work, main').getByText('I never touched the mouse.').first().waitFor()

    await ivy.goto(`${course}/marking`)
    await enter(ivy, ivy.locator('main a[href^="/submissions/"]').first())
    await ivy.waitForURL(/\/submissions\/.*\/marking/)
    // The field for points has the keyboard already.
    expect(await ivy.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('points')
    await ivy.keyboard.type('80')
    await write(ivy, ivy.locator('textarea[name=comment]'), 'Well done, without a mouse.')
    await enter(ivy, ivy.getByRole('button', { name: /release/i }))
    await ivy
      .getByText(/^Released/)
      .first()
      .waitFor()
    await lena.reload()
    await lena.getByText('Well done, without a mouse.').waitFor()
  })
})
