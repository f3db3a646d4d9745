import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, hasScript, phone, useChromium } from './support/chromium'
import { enter, write } from './support/keys'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let quiz = ''

beforeAll(async () => {
  const ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  const course = await makeCourse(ian, 'Try again')
  await addItem(ian, course, 'quiz', 'Two tries more')
  quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
  await ian.getByRole('link', { name: 'Short answer', exact: true }).click()
  const form = ian.locator('form:has(textarea[name=prompt])')
  await form.locator('textarea[name=prompt]').fill('Which animal makes honey?')
  await form.locator('[name=accepted]').first().fill('bee')
  await form.locator('.hint-fields > summary').click()
  await form.locator('textarea[name=hint]').first().fill('It has *six* legs.')
  await form.getByRole('button', { name: 'Save' }).click()
  await ian.locator('.question-card', { hasText: 'makes honey' }).waitFor()
  await ian.goto(`${quiz}/edit`)
  await ian.locator('input[name=answers][value=adaptive]').check()
  await ian.locator('input[name=tries]').fill('3')
  await ian.locator('form:has(input[name=tries])').getByRole('button', { name: 'Save' }).first().click()
  await ian.goto(`${quiz}/edit`)
  await ian.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ian, course, 'learner2@acme.example', 'learner6@acme.example')
}, 120_000)

const field = (page: Page) => page.locator('[data-question] input[name^=answer-]').first()

/** Twice wrong, with a hint between, then right, and what it comes to. */
async function tryThrice(page: Page, check: (answer: string) => Promise<void>) {
  await page.goto(quiz)
  await startQuiz(page)
  expect(await page.getByText('six').count()).toBe(0)
  await check('ant')
  await page.getByText('Try 1 of 3').waitFor()
  expect(await page.locator('.tried em').textContent()).toBe('six')
  expect(await field(page).inputValue()).toBe('ant')
  await check('ant')
  await page.getByText('That answer was checked already').waitFor()
  await check('wasp')
  await page.getByText('Try 2 of 3').waitFor()
  await check('bee')
  await page.locator('[data-checked]').getByText('Right', { exact: true }).first().waitFor()
  expect(hasScript(page) || (await page.locator('[data-checked] .tries').count()) === 1).toBe(true)
}

describe('an answer that may be tried again', () => {
  test('is tried with keys only on a phone, with a hint between', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await tryThrice(leo, async (answer) => {
      await write(leo, field(leo), answer)
      await enter(leo, leo.getByRole('button', { name: 'Check this answer' }))
      await leo.waitForLoadState('load')
    })
  })

  test('is tried without JavaScript', async () => {
    const mia = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(mia, 'learner6@acme.example')
    await tryThrice(mia, async (answer) => {
      await field(mia).fill(answer)
      await mia.getByRole('button', { name: 'Check this answer' }).click()
    })
  })
})
