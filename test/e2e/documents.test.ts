import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { originOf, phone, useChromium } from './support/chromium'

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

const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000 })
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })

describe('a PDF in a lesson', () => {
  let lesson: string

  beforeAll(async () => {
    const ivy = await chromium.open()
    await signIn(ivy, 'ivy@acme.example')
    await ivy.goto(`${originOf('acme')}/courses`)
    await ivy.getByRole('link', { name: 'Spreadsheets that do not lie' }).first().click()
    const edit = await ivy.locator('a[href^="/lessons/"]').nth(1).getAttribute('href')
    await ivy.goto(`${originOf('acme')}${edit}`)
    for (const [name, buffer] of [
      ['slides.pdf', await pdf(4)],
      ['locked.pdf', await pdf(1, 'secret')],
      ['broken.pdf', Buffer.from('%PDF-1.7\nnothing more')],
    ] as const) {
      const before = await ivy.locator('.edit-block').count()
      await ivy.locator('#add input[type=file]').setInputFiles(file(name, buffer))
      await ivy.locator('.edit-block').nth(before).waitFor()
    }
    await ivy.getByRole('button', { name: 'Publish changes' }).first().click()
    await ivy.getByRole('button', { name: 'Publish changes' }).first().waitFor({ state: 'hidden' })
    lesson = edit!.replace('/edit', '')
  }, 120_000)

  const open = async (page: Page) => {
    await signIn(page, 'lena@acme.example')
    await page.goto(originOf('acme') + lesson)
    const block = page.locator('[data-document]').first()
    await block.scrollIntoViewIfNeeded()
    await block.locator('.doc-sheet').waitFor()
    return block
  }

  it('is read page by page with fingers, keys and buttons, and opens again where one was', async () => {
    const page = await chromium.open(phone)
    const block = await open(page)
    expect(await block.locator('.doc-words').textContent()).toContain('Slide number 1')
    const number = block.getByRole('textbox', { name: 'Page' })
    await swipe(page, -120)
    await soon(() => number.inputValue()).toBe('2')
    await block.getByRole('button', { name: 'Next page' }).click()
    await soon(() => number.inputValue()).toBe('3')
    await soon(() => block.getByRole('status').textContent()).toBe('Page 3 of 4')
    await block.locator('[data-stage]').focus()
    await page.keyboard.press('End')
    await soon(() => block.locator('.doc-words').textContent()).toContain('Slide number 4')
    expect(await block.getByRole('button', { name: 'Next page' }).getAttribute('aria-disabled')).toBe('true')
    await page.waitForTimeout(1_100) // a beacon counts whole seconds
    await page.goto(originOf('acme'))
    await page.goto(originOf('acme') + lesson)
    await block.scrollIntoViewIfNeeded()
    await soon(() => block.locator('.doc-words').textContent()).toContain('Slide number 4')
  })

  it('says why it does not open, and how to get it all the same', async () => {
    const page = await chromium.open()
    await open(page)
    for (const [n, sentence] of [
      [1, /protected by a password/],
      [2, /damaged/],
    ] as const) {
      const block = page.locator('[data-document]').nth(n)
      await block.scrollIntoViewIfNeeded()
      await soon(() => block.getByRole('alert').textContent()).toMatch(sentence)
      expect(await block.getByRole('link', { name: /^Download/ }).isVisible()).toBe(true)
    }
  })

  it('is a link where there is no JavaScript', async () => {
    const page = await chromium.open({ javaScriptEnabled: false })
    await signIn(page, 'lena@acme.example')
    await page.goto(originOf('acme') + lesson)
    const block = page.locator('[data-document]').first()
    expect(await block.getByRole('link', { name: 'slides', exact: true }).isVisible()).toBe(true)
    expect(await block.getByRole('button').count()).toBe(0)
  })
})

async function signIn(page: Page, email: string) {
  await page.goto(`${originOf('acme')}/sign-in`)
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('input[type=password]').fill('a quiet reading room')
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

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
