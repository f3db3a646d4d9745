import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo, write } from './support/keys'
import { signIn } from './support/people'
import { makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ivy: Page
let survey = ''

beforeAll(async () => {
  ivy = await open(desktop, 'acme')
  await signIn(ivy, 'ian@acme.example')
  const course = await makeCourse(ivy, 'Asked afterwards')
  await ivy.goto(`${course}/outline`)
  const form = ivy.locator('form[action*="/items?"]').last()
  await form.locator('select[name=kind]').selectOption('course-feedback')
  await form.getByRole('button', { name: 'Add' }).click()
  await ivy.getByRole('link', { name: 'Course feedback' }).first().click()
  await ivy.waitForURL(/\/edit$/)
  survey = new URL(ivy.url()).pathname.replace(/\/edit$/, '')
  await ivy.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ivy, course, 'learner2@acme.example', 'learner6@acme.example')
}, 120_000)

describe('a survey about the course', () => {
  test('is answered with keys only on a phone, and nobody is told who said what', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(survey)
    expect(await leo.getByText('without your name').count()).toBe(1)
    await enter(leo, leo.getByRole('button', { name: 'Start answering' }))
    await leo.waitForURL(/\/attempts\//)
    const last = (await leo.locator('[data-question]').count()) - 1
    await choose(leo, leo.locator('[data-question] input[type=radio]').first())
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    for (let at = 0; at < last; at++) await enter(leo, leo.getByRole('button', { name: 'Next' }))
    await write(leo, leo.locator('[data-question]').nth(last).locator('textarea'), 'More bread.')
    await enter(leo, leo.getByRole('button', { name: 'Review and hand in' }))
    await leo.waitForURL(/\/review$/)
    await enter(leo, leo.getByRole('button', { name: 'Hand in', exact: true }))
    await leo.getByRole('heading', { name: 'Thank you for your answers' }).waitFor()
    expect(await leo.getByText('More bread.').count()).toBe(0)
    await ivy.goto(`${survey}/results`)
    expect(await ivy.getByText('Shown from 5 answers on.').count()).toBeGreaterThan(0)
    expect(await ivy.getByText('More bread.').count()).toBe(0)
  })

  test('is answered without JavaScript, once', async () => {
    const mia = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(mia, 'learner6@acme.example')
    await mia.goto(survey)
    await mia.getByRole('button', { name: 'Start answering' }).click()
    await mia.locator('[data-question] input[type=radio]').nth(2).check()
    await mia.locator('[data-question] textarea').last().fill('Nothing at all.')
    await mia.getByRole('button', { name: 'Review and hand in' }).click()
    await mia.getByText('Nothing at all.').waitFor()
    await mia.getByRole('button', { name: 'Hand in', exact: true }).click()
    await mia.getByRole('heading', { name: 'Thank you for your answers' }).waitFor()
    await mia.goto(survey)
    await mia.getByText('You have answered this. Thank you.').waitFor()
    expect(await mia.getByRole('button', { name: 'Start answering' }).count()).toBe(0)
    await ivy.goto(`${survey}/respondents`)
    expect(await ivy.locator('main').textContent()).toContain('2 of')
  })
})

async function choose(page: Page, radio: Locator): Promise<void> {
  await tabTo(page, radio)
  await page.keyboard.press('Space')
}
