import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const chromium = useChromium()

/** Slides, each with its number. */
async function pdf(pages: number, password?: string): Promise<Buffer> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let n = 1; n <= pages; n++)
    document.addPage([960, 540]).drawText(`Slide number ${n}`, { x: 60, y: 300, size: 48, font })
  if (password) document.encrypt({ userPassword: password, ownerPassword: password })
  return Buffer.from(await document.save())
}

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })

describe('a PDF in a lesson', () => {
  let lesson: string

  beforeAll(async () => {
    const ian = await chromium.open(desktop, 'acme')
    await signIn(ian, 'ian@acme.example')
    const course = await makeCourse(ian, 'Read on paper')
    await addItem(ian, course, 'lesson', 'Slides')
    for (const [name, buffer] of [
      ['slides.pdf', await pdf(4)],
      ['locked.pdf', await pdf(1, 'secret')],
      ['broken.pdf', Buffer.from('%PDF-1.7\nnothing more')],
    ] as const) {
      const before = await ian.locator('.edit-block').count()
      await ian.locator('#add input[type=file]').setInputFiles(file(name, buffer))
      await ian.locator('.edit-block').nth(before).waitFor()
    }
    lesson = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  }, 120_000)

  const open = async (page: Page) => {
    await signIn(page, 'learner2@acme.example')
    await page.goto(lesson)
    const block = page.locator('[data-document]').first()
    await block.scrollIntoViewIfNeeded()
    await block.locator('.doc-sheet').waitFor()
    return block
  }

  it('is read page by page with fingers, keys and buttons, and opens again where one was', async () => {
    const page = await chromium.open(phone, 'acme')
    const block = await open(page)
    expect(await block.locator('.doc-words').textContent()).toContain('Slide number 1')
    const number = block.getByRole('textbox', { name: 'Page' })
    await swipe(page, -120)
    await expect.poll(() => number.inputValue()).toBe('2')
    await block.getByRole('button', { name: 'Next page' }).click()
    await expect.poll(() => number.inputValue()).toBe('3')
    await expect.poll(() => block.getByRole('status').textContent()).toBe('Page 3 of 4')
    await block.locator('[data-stage]').focus()
    await page.keyboard.press('End')
    await expect.poll(() => block.locator('.doc-words').textContent()).toContain('Slide number 4')
    expect(await block.getByRole('button', { name: 'Next page' }).getAttribute('aria-disabled')).toBe('true')
    await page.waitForTimeout(1_100) // a beacon counts whole seconds
    await page.goto('/')
    await page.goto(lesson)
    await block.scrollIntoViewIfNeeded()
    await expect.poll(() => block.locator('.doc-words').textContent()).toContain('Slide number 4')
  })

  it('says why it does not open, and how to get it all the same', async () => {
    const page = await chromium.open(desktop, 'acme')
    await open(page)
    for (const [n, sentence] of [
      [1, /protected by a password/],
      [2, /damaged/],
    ] as const) {
      const block = page.locator('[data-document]').nth(n)
      await block.scrollIntoViewIfNeeded()
      await expect.poll(() => block.getByRole('alert').textContent()).toMatch(sentence)
      expect(await block.getByRole('link', { name: /^Download/ }).isVisible()).toBe(true)
    }
  })

  it('is a link where there is no JavaScript', async () => {
    const page = await chromium.open({ javaScriptEnabled: false }, 'acme')
    await signIn(page, 'learner2@acme.example')
    await page.goto(lesson)
    const block = page.locator('[data-document]').first()
    expect(await block.getByRole('link', { name: 'slides', exact: true }).isVisible()).toBe(true)
    expect(await block.getByRole('button').count()).toBe(0)
  })
})

async function swipe(page: Page, by: number) {
  const stage = page.locator('[data-stage]').first()
  await stage.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const { x, y, width, height } = (await stage.boundingBox())!
  const cdp = await page.context().newCDPSession(page)
  const [from, at] = [x + width / 2, y + height / 2]
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: from, y: at }] })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: from + by, y: at }] })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
