import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo } from './support/keys'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const second = 1_000

const { open } = useChromium()
let ian: Page
let quiz = ''

/** Moves the server's clock for what this browser asks from now on; without a time it is right again. */
const setClock = (page: Page, ahead = 0): Promise<void> =>
  page.context().setExtraHTTPHeaders(ahead ? { 'X-Lyceum-Now': String(Date.now() + ahead) } : {})

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
})

describe('a quiz of one minute', () => {
  test('is set up with its window, its limit and what counts', async () => {
    const course = await makeCourse(ian, 'Against the clock')
    await addItem(ian, course, 'quiz', 'One minute')
    quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.getByRole('link', { name: 'Short answer' }).click()
    await ian.locator('textarea[name=prompt]').fill('Who keeps the time?')
    await ian.locator('textarea[name=accepted]').fill('the server')
    await ian.locator('form:has(textarea[name=prompt])').getByRole('button', { name: 'Save' }).click()
    await ian.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
    await ian.getByLabel('Time limit').fill('1')
    await ian.getByLabel('Closes').fill('2099-12-31T18:00')
    await ian.getByRole('button', { name: 'Save settings' }).click()
    await ian.getByText('The settings are saved.').first().waitFor()
    expect(await ian.getByLabel('Closes').inputValue()).toBe('2099-12-31T18:00')
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  })

  test('hands in by itself when the clock runs out, with what was typed in the last second', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await setClock(leo, -55 * second)
    await startQuiz(leo)
    await setClock(leo)
    await leo.reload()
    expect(await leo.locator('[data-time-left-words]').textContent()).toMatch(/^0:0\d left$/)
    const field = leo.getByLabel('Your answer')
    await tabTo(leo, field)
    await leo.keyboard.type('the serv')
    await leo.waitForFunction(() => document.querySelector('[data-time-left]')?.textContent?.includes('0:01'))
    await leo.keyboard.type('er')
    await leo.getByRole('heading', { name: 'Passed' }).waitFor()
  })

  test('without JavaScript says when it ends, and at the end is handed in with the keyboard', async () => {
    const leo = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    expect(await leo.locator('.time-left').textContent()).toMatch(/Ends: today, \d+:\d\d/)
    await leo.getByLabel('Your answer').fill('the browser')
    await setClock(leo, 95 * second)
    await leo.getByRole('button', { name: 'Save' }).click()
    await leo.getByText('came after the end').waitFor()
    await leo.reload()
    await enter(leo, leo.getByRole('button', { name: 'Hand in' }))
    await leo.getByText('Handed in by the clock').waitFor()
    expect(await leo.locator('main').textContent()).toContain('0 of 1')
  })
})
