import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, useChromium } from './support/chromium'
import { enter, tabTo, write } from './support/keys'
import { signIn } from './support/people'

const { open } = useChromium()
let ian: Page
let leo: Page
/** Paths, once they are known. */
let course = ''
const titles = () => ian.locator('#outline li.item bdi').allTextContents()

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  leo = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  await signIn(leo, 'learner2@acme.example')
})

describe('with keys only', () => {
  test('the skip link leads past the bars', async () => {
    await ian.goto('/courses')
    await ian.keyboard.press('Tab')
    expect(await ian.evaluate(() => document.activeElement?.className)).toBe('skip')
    await ian.keyboard.press('Enter')
    expect(await ian.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('a course is made, filled and put in order', async () => {
    await ian.goto('/courses')
    await write(ian, ian.locator('main input[name=title]'), 'Keys and nothing else')
    await ian.keyboard.press('Enter')
    await ian.waitForURL(/\/courses\/[0-9a-f-]{36}/)
    course = /\/courses\/[0-9a-f-]{36}/.exec(ian.url())![0]
    await ian.goto(`${course}/outline`)
    if (!(await ian.locator('#outline .module').count())) {
      await write(ian, ian.locator('.add-module input[name=title]'), 'First steps')
      await ian.keyboard.press('Enter')
      await ian.locator('#outline .module').waitFor()
    }
    for (const [title, letter] of [
      ['Home row', 'l'],
      ['Shortcuts', 'q'],
      ['Essay', 'a'],
    ] as const) {
      const form = ian.locator('form[data-add][action*="/items?"]').first()
      await tabTo(ian, form.locator('select'))
      await ian.keyboard.press(letter) // of its kind
      await write(ian, form.locator('input[name=title]'), title)
      await ian.keyboard.press('Enter')
      await ian.locator('li.item', { hasText: title }).waitFor()
      // After the swap one stands where one stood, ready for the next.
      expect(await ian.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title')
    }
    await tabTo(ian, ian.locator('li.item', { hasText: 'Shortcuts' }).locator('a').first())
    await ian.keyboard.press('Alt+ArrowUp')
    await expect.poll(titles).toEqual(['Shortcuts', 'Home row', 'Essay'])
    // The same by the menu of the row.
    const row = ian.locator('li.item', { hasText: 'Home row' })
    await enter(ian, row.locator('summary'))
    await enter(ian, row.getByRole('button', { name: 'Move up' }))
    await expect.poll(titles).toEqual(['Home row', 'Shortcuts', 'Essay'])
    expect(await ian.evaluate(() => document.activeElement !== document.body)).toBe(true)
  })

  test('a form under a row asks for a number where it means one, and closes unsaved', async () => {
    await ian.goto(`${course}/outline`)
    const row = ian.locator('li.item', { hasText: 'Home row' })
    await enter(ian, row.locator('summary'))
    await enter(ian, row.getByRole('link', { name: 'Completion and dates' }))
    const rule = row.locator('select[name=completion]')
    await rule.waitFor()
    const amount = row.locator('input[name=amount]')
    expect(await amount.isVisible()).toBe(false)
    await rule.selectOption('time')
    expect(await amount.isVisible()).toBe(true)
    await tabTo(ian, rule)
    await ian.keyboard.press('Escape')
    await rule.waitFor({ state: 'detached' })
    expect(await row.locator('summary').evaluate((one) => one === document.activeElement)).toBe(true)
  })

  test('a lesson is written and shown', async () => {
    await ian.goto(`${course}/outline`)
    await enter(ian, ian.locator('li.item', { hasText: 'Home row' }).locator('a').first())
    await ian.waitForURL(/\/lessons\/.*\/edit/)
    await enter(ian, ian.locator('a.insert').first())
    await enter(ian, ian.getByRole('button', { name: 'Text', exact: true }))
    await tabTo(ian, ian.locator('.ProseMirror').first())
    await ian.keyboard.type('Rest your fingers here.')
    await ian.locator('[data-state="saved"]').waitFor()
    await ian.reload()
    expect(await ian.locator('main').textContent()).toContain('Rest your fingers here.')
  })

  test('a question is asked', async () => {
    await ian.goto(`${course}/outline`)
    await enter(ian, ian.locator('li.item', { hasText: 'Shortcuts' }).locator('a').first())
    await enter(ian, ian.getByRole('link', { name: 'True or false' }))
    await write(ian, ian.locator('textarea[name=prompt]'), 'Tab goes on.')
    await tabTo(ian, ian.locator('form:has(textarea[name=prompt])').locator('input[type=radio]').first())
    await ian.keyboard.press('Space')
    await enter(
      ian,
      ian
        .locator('form:has(textarea[name=prompt])')
        .getByRole('button', { name: /save|add/i })
        .first(),
    )
    await ian.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
  })

  test('the items and the course are published, and somebody is enrolled', async () => {
    for (const title of ['Home row', 'Shortcuts', 'Essay']) {
      await ian.goto(`${course}/outline`)
      const row = ian.locator('li.item', { hasText: title })
      await enter(ian, row.locator('summary'))
      await enter(ian, row.getByRole('button', { name: 'Publish' }))
      await row.getByText('Opens with the course').waitFor()
    }
    await ian.goto(`${course}/outline`)
    await enter(ian, ian.getByRole('button', { name: 'Publish course' }))
    await ian.getByRole('button', { name: 'Unpublish' }).waitFor()
    await ian.goto(`${course}/roster`)
    await enter(ian, ian.locator('.enroll-people > summary'))
    await write(ian, ian.locator('.enroll-people [name=who]'), 'learner2@acme.example')
    await enter(ian, ian.locator('.enroll-people button[type=submit]'))
    await ian.locator('table').getByText('Leo').waitFor()
  })

  test('a quiz is taken', async () => {
    await leo.goto(course)
    await enter(leo, leo.locator('main').getByRole('link', { name: 'Shortcuts' }).first())
    await enter(leo, leo.getByRole('button', { name: 'Start' }))
    await leo.waitForURL(/\/attempts\//)
    await tabTo(leo, leo.getByLabel('True', { exact: true }))
    await leo.keyboard.press('Space')
    await enter(leo, leo.getByRole('button', { name: 'Review and hand in' }))
    await enter(leo, leo.getByRole('button', { name: 'Hand in', exact: true }))
    await leo.getByText('Passed').first().waitFor()
  })

  test('work is handed in and marked', async () => {
    await leo.goto(course)
    await enter(leo, leo.locator('main').getByRole('link', { name: 'Essay' }).first())
    await write(leo, leo.locator('textarea[name=text]'), 'I never touched the mouse.')
    await enter(leo, leo.getByRole('button', { name: 'Hand in' }))
    await leo.locator('.work, main').getByText('I never touched the mouse.').first().waitFor()

    await ian.goto(`${course}/marking`)
    await enter(ian, ian.locator('main a[href^="/submissions/"]').first())
    await ian.waitForURL(/\/submissions\/.*\/marking/)
    // The field for points has the keyboard already.
    expect(await ian.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('points')
    await ian.keyboard.type('80')
    await write(ian, ian.locator('#comment'), 'Well done, without a mouse.')
    await enter(ian, ian.getByRole('button', { name: /release/i }))
    await ian
      .getByText(/^Released/)
      .first()
      .waitFor()
    await leo.reload()
    await leo.getByText('Well done, without a mouse.').waitFor()
  })
})
