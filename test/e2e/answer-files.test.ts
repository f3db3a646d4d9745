import { Buffer } from 'node:buffer'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter } from './support/keys'
import { handIn, startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let quiz = ''
let course = ''

const note = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`What ${name} says.`) })
const field = (page: Page) => page.locator('[data-question] input[type=file]')

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
})

describe('a question that takes files', () => {
  test('is written with its kind, number and size', async () => {
    course = await makeCourse(ian, 'Files as answers')
    await addItem(ian, course, 'quiz', 'Hand in a plan')
    quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.getByRole('link', { name: 'Files to hand in' }).click()
    await ian.locator('textarea[name=prompt]').fill('Where is your plan?')
    await ian.locator('select[name=fileKinds]').selectOption('documents')
    await ian.locator('input[name=maxFiles]').fill('2')
    await ian.locator('input[name=maxMegabytes]').fill('1')
    await ian.locator('form:has(textarea[name=prompt])').getByRole('button', { name: 'Save' }).click()
    await ian.locator('.question-card', { hasText: 'At most 2 files. Up to 1 MB each.' }).waitFor()
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  })

  test('is answered on a phone through a cut connection, and refuses what it does not take at once', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    await leo.locator('upload-field[data-ready]').waitFor()
    await field(leo).setInputFiles(note('film.mp4'))
    await leo.getByText('film.mp4 is none').first().waitFor()
    await leo.getByRole('button', { name: 'Close' }).click()

    await field(leo).setInputFiles(note('plan.txt'))
    await leo.getByRole('checkbox', { name: 'plan.txt' }).waitFor()
    await leo.locator('[data-saved][data-state=saved]').waitFor()

    await leo.context().setOffline(true)
    await field(leo).setInputFiles(note('second.txt'))
    await leo.getByText('as long as this page is open').first().waitFor()
    await leo.getByRole('button', { name: 'Review and hand in' }).click()
    await leo.getByText('A file has not arrived yet').first().waitFor()
    await leo.context().setOffline(false)
    await leo.getByRole('checkbox', { name: 'second.txt' }).waitFor()
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    await field(leo).setInputFiles(note('third.txt'))
    await leo.getByText('Hand in at most 2 files.').first().waitFor()

    await leo.reload()
    expect(await leo.locator('[data-kept] input:checked').count()).toBe(2)
    await leo.getByRole('checkbox', { name: 'second.txt' }).uncheck()
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    await leo.getByRole('button', { name: 'Review and hand in' }).click()
    await leo.getByText('plan.txt').first().waitFor()
    expect(await leo.getByText('second.txt').count()).toBe(0)
    await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
    await leo.getByText('Partly marked').first().waitFor()
  })

  test('is answered without JavaScript', async () => {
    const leo = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    await field(leo).setInputFiles([note('plain.txt'), note('plainer.txt')])
    await handIn(leo, 'Partly marked')
    await leo.getByText('plainer.txt').first().waitFor()
  })

  test('is marked beside its files', async () => {
    await ian.goto(`${course}/marking`)
    await ian.locator('tbody a[href*="/marking"]').first().click()
    await ian.locator('.previews').getByText('.txt').first().waitFor()
    await ian.locator('input[name=points]').fill('1')
    const place = ian.url()
    await enter(ian, ian.getByRole('button', { name: /release/i }).first())
    await ian.waitForURL((url) => url.href !== place)
  })
})
