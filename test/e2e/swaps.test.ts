import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from '../../bin/lib/sweep/look.ts'
import { desktop, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { makeCourse } from './support/teaching'

const { open } = useChromium()
let ian: Page
let ada: Page
let course = ''

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  ada = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  await signIn(ada, 'ada@acme.example')
  course = await makeCourse(ian, 'What changes in place')
})

/** After a part of a page was changed: nothing for axe to find, the focus is somewhere, and one line told what happened. */
async function settles(page: Page, said?: RegExp): Promise<void> {
  await page.waitForTimeout(150) // browsers take the focus from what has vanished a moment later
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  expect(await page.locator('#status[role=status]').count()).toBe(1)
  if (said) await expect.poll(() => page.locator('#status').textContent()).toMatch(said)
  expect(await axeFaults(page)).toEqual([])
}

describe('when a part of a page changes in place', () => {
  test('an item is added to the outline, refused without a title, moved and put into the bin', async () => {
    await ian.goto(`${course}/outline`)
    if (!(await ian.locator('#outline .module').count())) {
      await ian.locator('.add-module input[name=title]').fill('First')
      await ian.keyboard.press('Enter')
      await ian.locator('#outline .module').waitFor()
    }
    const add = ian.locator('form[data-add][action*="/items?"]').first()
    for (const title of ['One', 'Two']) {
      await add.locator('input[name=title]').fill(title)
      await ian.keyboard.press('Enter')
      await ian.locator('li.item', { hasText: title }).waitFor()
      await settles(ian)
    }
    await ian.keyboard.press('Enter')
    await ian.locator('[id^=add-error]').waitFor()
    await settles(ian)
    const row = ian.locator('li.item', { hasText: 'Two' })
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Move up' }).click()
    await expect.poll(() => ian.locator('li.item').first().textContent()).toContain('Two')
    await settles(ian)
    await row.locator('summary').click()
    await row.getByRole('link', { name: 'Completion and dates' }).click()
    await row.locator('select[name=completion]').waitFor()
    await settles(ian)
    await row.locator('summary').first().click()
    await row.getByRole('button', { name: 'bin' }).click()
    await row.waitFor({ state: 'detached' })
    await settles(ian)
  })

  test('a form comes back with what was wrong', async () => {
    await ian.goto(`${course}/settings`)
    await ian.locator('form input[name=title]').first().fill('')
    await ian.getByRole('button', { name: 'Save settings' }).click()
    await ian.locator('.summary').waitFor()
    expect(await ian.evaluate(() => document.activeElement?.className)).toContain('summary')
    expect(await ian.locator('[name=title][aria-invalid=true]').count()).toBe(1)
    await settles(ian)
  })

  test('people are filtered, and a list that is empty says so', async () => {
    await ada.goto('/people')
    await ada.locator('form.sentence select[name=role]').selectOption('instructor')
    await expect.poll(() => ada.locator('#people tbody tr').count()).toBeLessThan(10)
    await settles(ada)
    await ada.locator('form.sentence input[name=q]').fill('nobody of this name')
    await ada.keyboard.press('Enter')
    await ada.locator('#people .empty').waitFor()
    await settles(ada)
  })

  test('a question of a quiz is opened, refused and kept', async () => {
    await ian.goto(`${course}/outline`)
    const add = ian.locator('form[data-add][action*="/items?"]').first()
    await add.locator('select').selectOption('quiz')
    await add.locator('input[name=title]').fill('Asked')
    await ian.keyboard.press('Enter')
    await ian.getByRole('link', { name: 'Asked' }).first().click()
    await ian.getByRole('link', { name: 'True or false' }).click()
    const form = ian.locator('form:has(textarea[name=prompt])')
    await form
      .getByRole('button', { name: /save|add/i })
      .first()
      .click()
    await ian.locator('.summary').waitFor()
    await settles(ian)
    await form.locator('textarea[name=prompt]').fill('It is so.')
    await form.getByLabel('True', { exact: true }).check()
    await form
      .getByRole('button', { name: /save|add/i })
      .first()
      .click()
    await form.waitFor({ state: 'detached' })
    expect(await axeFaults(ian)).toEqual([])
  })

  test('a learner keeps a note beside a lesson', async () => {
    const leo = await open(desktop, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto('/')
    await leo.getByRole('main').getByRole('link', { name: 'How to learn online' }).first().click()
    await leo.locator('main a[href^="/lessons/"]').first().click()
    const note = leo.locator('#notes')
    if (!(await note.locator('textarea').isVisible())) await note.locator('summary').click()
    await note.locator('textarea').fill('Look at this again.')
    await settles(leo)
  })
})
