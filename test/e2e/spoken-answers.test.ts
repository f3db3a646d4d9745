import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter } from './support/keys'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
let ian: Page
let quiz = ''
let course = ''

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  course = await makeCourse(ian, 'Spoken answers')
  await addItem(ian, course, 'quiz', 'Say it aloud')
  quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
  await ian.getByRole('link', { name: 'Spoken answer', exact: true }).click()
  await ian.locator('textarea[name=prompt]').fill('How is it said?')
  await ian.locator('input[name=maxSeconds]').fill('30')
  await ian.locator('form:has(textarea[name=prompt])').getByRole('button', { name: 'Save' }).click()
  await ian.locator('.question-card', { hasText: 'At most 30 seconds.' }).waitFor()
  await ian.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ian, course, 'learner2@acme.example')
})

describe('a spoken answer', () => {
  test('is recorded on a phone with keys only, survives the page, is heard, and handed in', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    await enter(leo, leo.getByRole('button', { name: 'Record sound' }))
    await expect
      .poll(() => leo.locator('meter[data-level]').evaluate((one: HTMLMeterElement) => one.value))
      .toBeGreaterThan(0)
    await leo.waitForTimeout(1_500)
    await enter(leo, leo.getByRole('button', { name: 'Stop' }))
    await leo.locator('audio[data-heard]').waitFor()

    await leo.reload()
    await leo.locator('audio[data-heard]').waitFor()
    await enter(leo, leo.getByRole('button', { name: 'Use this recording' }))
    await leo.getByRole('checkbox', { name: /recording/ }).waitFor()
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    await leo.reload()
    expect(await leo.getByRole('checkbox', { name: /recording.*webm/ }).isChecked()).toBe(true)
    expect(await leo.locator('audio[data-heard]').isVisible()).toBe(false)
    await leo.getByRole('button', { name: 'Review and hand in' }).click()
    await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
    await leo.getByText('Partly marked').first().waitFor()
  })

  test('is heard by who marks it', async () => {
    await ian.goto(`${course}/marking`)
    await ian.locator('tbody a[href*="/marking"]').first().click()
    const player = ian.locator('.previews audio')
    await player.waitFor()
    const plays = player.evaluate(async (one: HTMLAudioElement) => {
      one.muted = true
      await one.play()
      return one.error === null
    })
    expect(await plays).toBe(true)
  })
})
