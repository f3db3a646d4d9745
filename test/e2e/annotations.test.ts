import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let leo: Page
let work = ''
let marking = ''

async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (const n of [1, 2]) document.addPage([600, 400]).drawText(`Page number ${n}`, { x: 60, y: 300, size: 36, font })
  return Buffer.from(await document.save())
}

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  leo = await open(phone, 'acme')
  await signIn(ian, 'ian@acme.example')
  await signIn(leo, 'learner2@acme.example')
  const course = await makeCourse(ian, 'Field notes')
  await addItem(ian, course, 'assignment', 'What the bees did')
  work = new URL(ian.url()).pathname.replace(/\/edit$/, '')
  await ian.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ian, course, 'learner2@acme.example')
  await leo.goto(work)
  await leo.locator('textarea[name=text]').fill('The bees were loud. They came at noon.')
  await leo
    .locator('#submission-file')
    .setInputFiles([{ name: 'notes.pdf', mimeType: 'application/pdf', buffer: await pdf() }])
  await leo.locator('input[name=mediaId]').waitFor({ state: 'attached' })
  await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
  await leo.getByText('Handed in').first().waitFor()
  await ian.goto(`${course}/marking`)
  await ian.locator('main a[href*="/submissions/"]').first().click()
  await ian.waitForURL(/\/submissions\/.*\/marking/) // with its script: keys come to nothing before
  marking = new URL(ian.url()).pathname
}, 180_000)

describe('a marker says something at places of the work', () => {
  test('at words, by the keys alone', async () => {
    await ian.locator('[data-text]').focus()
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Enter']) await ian.keyboard.press(key)
    await ian.keyboard.type('How many of them?')
    await ian.keyboard.press('Control+Enter')
    await expect.poll(() => ian.locator('.annotated-text mark').allTextContents()).toEqual(['The bees'])
    expect(await ian.locator('.note-says').first().textContent()).toBe('How many of them?')
  })

  test('at a place on a page of a PDF, by the keys alone', async () => {
    const file = ian.locator('[data-annotated-file]').first()
    await file.scrollIntoViewIfNeeded()
    await file.locator('.doc-sheet').waitFor()
    await file.getByRole('button', { name: 'Area' }).focus()
    for (const key of ['Enter', 'ArrowUp', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter'])
      await ian.keyboard.press(key)
    await ian.keyboard.type('Which page did you read?')
    await ian.keyboard.press('Control+Enter')
    await file.locator('.doc-sheet .note-mark rect').waitFor()
    expect(await file.locator('.note-says').allTextContents()).toEqual(['Which page did you read?'])
  })

  test('without JavaScript, at a sentence and on a page by their numbers', async () => {
    const plain = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(plain, 'ian@acme.example')
    await plain.goto(marking)
    const text = plain.locator('.annotated', { has: plain.locator('select[name=at]') })
    await text.locator('select[name=at]').selectOption({ label: '1.2 They came at noon.' })
    await text.locator('.note-add textarea').fill('Noon by which clock?')
    await text.getByRole('button', { name: 'Comment on it' }).click()
    await plain.locator('.note-says', { hasText: 'Noon by which clock?' }).waitFor()
    const file = plain.locator('.annotated-file').first()
    await file.locator('input[name=page]').fill('2')
    await file.locator('.note-add textarea').fill('A good page.')
    await file.getByRole('button', { name: 'Comment on it' }).click()
    await plain.locator('.note-says', { hasText: 'A good page.' }).waitFor()
  })

  test('which its learner reads once the mark is released, on a phone', async () => {
    await leo.goto(work)
    expect(await leo.locator('.note').count()).toBe(0)
    await ian.goto(marking)
    await ian.locator('input[name=points]').fill('80')
    await ian.getByRole('button', { name: 'Release', exact: true }).click()
    await ian.waitForURL((url) => url.pathname !== marking)
    await leo.goto(work)
    expect(await leo.locator('.note-says').allTextContents()).toEqual([
      'How many of them?',
      'Noon by which clock?',
      'Which page did you read?',
      'A good page.',
    ])
    await leo.getByRole('link', { name: 'Comment 1', exact: true }).first().click()
    expect(new URL(leo.url()).hash).toMatch(/^#note-/)
    const file = leo.locator('[data-annotated-file]').first()
    await file.scrollIntoViewIfNeeded()
    await file.locator('.doc-sheet .note-mark').waitFor()
    await file.getByRole('link', { name: 'Comment 2: to its place' }).click()
    await expect.poll(() => file.getByRole('textbox', { name: 'Page' }).inputValue()).toBe('2')
    expect(await leo.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})
