import { Buffer } from 'node:buffer'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter } from './support/keys'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishItem, publishTo } from './support/teaching'

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

describe('work that is recorded', () => {
  test('is filmed on the page, kept in the draft and handed in', async () => {
    await addItem(ian, course, 'assignment', 'Show how')
    const assignment = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.locator('select[name=fileKinds]').selectOption('recordings')
    await ian.getByRole('button', { name: 'Save', exact: true }).first().click()
    await publishItem(ian, course, 'Show how')
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(assignment)
    await leo.getByRole('button', { name: 'Record a film' }).click()
    await expect
      .poll(() => leo.locator('video[data-live]').evaluate((one: HTMLVideoElement) => one.videoWidth))
      .toBeGreaterThan(0)
    await leo.waitForTimeout(1_500)
    await leo.locator('media-recorder[kind=video] [data-stop]').click()
    await leo.locator('video[data-heard]').waitFor()
    await leo.locator('media-recorder[kind=video] [data-use]').click()
    await leo.getByRole('checkbox', { name: /recording.*webm/ }).waitFor()
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    await leo.reload()
    expect(await leo.getByRole('checkbox', { name: /recording.*webm/ }).isChecked()).toBe(true)
    await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
    await leo.getByText('Receipt').first().waitFor()
  })
})

describe('photographed pages', () => {
  test('become one PDF in an order that the keyboard changes, and stay on the device until it has arrived', async () => {
    await addItem(ian, course, 'assignment', 'Show your working')
    const assignment = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await publishItem(ian, course, 'Show your working')
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(assignment)
    const shot = async (name: string, height: number) => ({
      name,
      mimeType: 'image/png',
      buffer: await leo.screenshot({ clip: { x: 0, y: 0, width: 200, height } }),
    })
    await leo.locator('#photo-add').setInputFiles([await shot('one.png', 100), await shot('two.png', 300)])
    await leo.locator('photo-pages li').nth(1).waitFor()
    await leo
      .locator('#photo-add')
      .setInputFiles({ name: 'no.heic', mimeType: 'image/heic', buffer: Buffer.from('no') })
    await leo.getByText('cannot open no.heic').first().waitFor()
    const heights = () =>
      leo.locator('photo-pages img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalHeight))
    const [low, tall] = await heights()
    expect(low).toBeLessThan(tall!)
    await enter(leo, leo.getByRole('button', { name: 'Move page 2 forward' }))
    expect(await heights()).toEqual([tall, low])

    await leo.reload()
    await leo.locator('photo-pages li').nth(1).waitFor()
    expect(await heights()).toEqual([tall, low])
    await leo.getByRole('button', { name: 'Make one PDF' }).click()
    await leo.getByRole('checkbox', { name: /photos.*pdf/ }).waitFor()
    await leo.locator('photo-pages li').first().waitFor({ state: 'detached' })
    await leo.locator('[data-saved][data-state=saved]').waitFor()
    await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
    await leo.getByText('Receipt').first().waitFor()
    const file = await leo
      .getByRole('link', { name: /photos.*pdf/ })
      .first()
      .getAttribute('href')
    const begins = await leo.evaluate(async (url) => (await (await fetch(url!)).text()).slice(0, 5), file)
    expect(begins).toBe('%PDF-')
  })
})
