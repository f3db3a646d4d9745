import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from '../../bin/lib/sweep/look.ts'
import { desktop, useChromium } from './support/chromium'
import { signIn } from './support/people'

const { open } = useChromium()
let ivy: Page
let ada: Page
let course = ''

beforeAll(async () => {
  ivy = await open(desktop, 'acme')
  ada = await open(desktop, 'acme')
  await signIn(ivy, 'ivy@acme.example')
  await signIn(ada, 'ada@acme.example')
  await ivy.goto('/courses')
  await ivy.locator('main input[name=title]').fill('What changes in place')
  await ivy.keyboard.press('Enter')
  await ivy.waitForURL(/\/courses\/[0-9a-f-]{36}/)
  course = /\/courses\/[0-9a-f-]{36}/.exec(ivy.url())![0]
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
    await ivy.goto(`${course}/outline`)
    if (!(await ivy.locator('#outline .module').count())) {
      await ivy.locator('.add-module input[name=title]').fill('First')
      await ivy.keyboard.press('Enter')
      await ivy.locator('#outline .module').waitFor()
    }
    const add = ivy.locator('form[data-add][action*="/items?"]').first()
    for (const title of ['One', 'Two']) {
      await add.locator('input[name=title]').fill(title)
      await ivy.keyboard.press('Enter')
      await ivy.locator('li.item', { hasText: title }).waitFor()
      await settles(ivy)
    }
    await ivy.keyboard.press('Enter')
    await ivy.locator('[id^=add-error]').waitFor()
    await settles(ivy)
    const row = ivy.locator('li.item', { hasText: 'Two' })
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Move up' }).click()
    await expect.poll(() => ivy.locator('li.item').first().textContent()).toContain('Two')
    await settles(ivy)
    await row.locator('summary').click()
    await row.getByRole('link', { name: 'Completion and dates' }).click()
    await row.locator('select[name=completion]').waitFor()
    await settles(ivy)
    await row.locator('summary').first().click()
    await row.getByRole('button', { name: 'bin' }).click()
    await row.waitFor({ state: 'detached' })
    await settles(ivy)
  })

  test('a form comes back with what was wrong', async () => {
    await ivy.goto(`${course}/settings`)
    await ivy.locator('form input[name=title]').first().fill('')
    await ivy.getByRole('button', { name: 'Save settings' }).click()
    await ivy.locator('.summary').waitFor()
    expect(await ivy.evaluate(() => document.activeElement?.className)).toContain('summary')
    expect(await ivy.locator('[name=title][aria-invalid=true]').count()).toBe(1)
    await settles(ivy)
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
    await ivy.goto(`${course}/outline`)
    const add = ivy.locator('form[data-add][action*="/items?"]').first()
    await add.locator('select').selectOption('quiz')
    await add.locator('input[name=title]').fill('Asked')
    await ivy.keyboard.press('Enter')
    await ivy.getByRole('link', { name: 'Asked' }).first().click()
    await ivy.getByRole('link', { name: 'True or false' }).click()
    const form = ivy.locator('form:has(textarea[name=prompt])')
    await form
      .getByRole('button', { name: /save|add/i })
      .first()
      .click()
    await ivy.locator('.summary').waitFor()
    await settles(ivy)
    await form.locator('textarea[name=prompt]').fill('It is so.')
    await form.getByLabel('True', { exact: true }).check()
    await form
      .getByRole('button', { name: /save|add/i })
      .first()
      .click()
    await form.waitFor({ state: 'detached' })
    expect(await axeFaults(ivy)).toEqual([])
  })

  test('a learner keeps a note beside a lesson', async () => {
    const lena = await open(desktop, 'acme')
    await signIn(lena, 'lena@acme.example')
    await lena.goto('/')
    await lena.locator('main a[href^="/items/"], main a[href^="/lessons/"]').first().click()
    const note = lena.locator('#notes')
    if (!(await note.locator('textarea').isVisible())) await note.locator('summary').click()
    await note.locator('textarea').fill('Look at this again.')
    await settles(lena)
  })
})
