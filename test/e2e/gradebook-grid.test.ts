import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { sampleOutline } from './support/teaching'

const { open } = useChromium()
let ivy: Page
let course = ''

beforeAll(async () => {
  ivy = await open(desktop, 'acme')
  await signIn(ivy, 'ivy@acme.example')
  course = (await sampleOutline(ivy)).replace(/\/outline$/, '')
  await ivy.goto(`${course}/gradebook`)
})

const focused = () =>
  ivy.evaluate(() => {
    const cell = document.activeElement?.closest('td')
    return cell ? [cell.closest('tr')!.rowIndex, cell.cellIndex] : null
  })
const cell = ([row, place]: number[]) => ivy.locator('table tr').nth(row!).locator('th, td').nth(place!)
const note = () => ivy.locator('.grade-editor p')

describe('the gradebook with keys only', () => {
  test('is walked by arrows, and its cells are text until one types', async () => {
    expect(await ivy.locator('table input').count()).toBe(0)
    await ivy.locator('table a.grade').first().focus()
    const [row, place] = (await focused())!
    await ivy.keyboard.press('ArrowDown')
    expect(await focused()).toEqual([row! + 1, place])
    await ivy.keyboard.press('ArrowRight')
    expect(await focused()).toEqual([row! + 1, place! + 1])
    await ivy.keyboard.press('ArrowLeft')
    await ivy.keyboard.press('ArrowUp')
    expect(await focused()).toEqual([row, place])
  })

  test('a typed number is refused without a reason, kept with one, and Escape leaves all as it was', async () => {
    const graded = ivy.locator('table a.grade[data-state="graded"]').first()
    await graded.focus()
    const at = (await focused())!
    const before = await graded.getAttribute('data-points')
    await ivy.keyboard.press('9')
    await ivy.keyboard.press('Escape')
    expect(await cell(at).locator('a.grade').getAttribute('data-points')).toBe(before)
    expect(await focused()).toEqual(at)

    const points = before === '3' ? '4' : '3'
    await ivy.keyboard.type(points)
    await ivy.keyboard.press('Enter') // to why
    await ivy.keyboard.press('Enter')
    await note().getByText('Say why, in a few words.').waitFor()
    await ivy.keyboard.type('Counted once more')
    await ivy.keyboard.press('Enter')
    await cell(at).locator(`a.grade[data-points="${points}"]`).waitFor()
    expect(await focused()).toEqual([at[0]! + 1, at[1]])
    await ivy.reload()
    await cell(at).locator(`a.grade[data-points="${points}"]`).waitFor()
  })

  test('Ctrl+Z takes the last change back, and the page says so', async () => {
    const graded = ivy.locator('table a.grade[data-state="graded"]').first()
    await graded.focus()
    const at = (await focused())!
    const before = await graded.getAttribute('data-points')
    const points = before === '1' ? '2' : '1'
    await ivy.keyboard.type(points)
    await ivy.keyboard.press('Enter')
    await ivy.keyboard.type('By mistake')
    await ivy.keyboard.press('Enter')
    await cell(at).locator(`a.grade[data-points="${points}"]`).waitFor()
    await cell(at).locator('a.grade').focus()
    await ivy.keyboard.press('Control+z')
    await cell(at).locator(`a.grade[data-points="${before}"]`).waitFor()
  })

  test('what cannot be is said in the cell and stays to be mended', async () => {
    await ivy.locator('table a.grade[data-state="graded"]').first().focus()
    const at = (await focused())!
    await ivy.keyboard.type('999')
    await ivy.keyboard.press('Enter')
    await ivy.keyboard.type('Too many')
    await ivy.keyboard.press('Enter')
    await note()
      .getByText(/Give between 0 and/)
      .waitFor()
    expect(await cell(at).locator('input[name=points]').inputValue()).toBe('999')
    await ivy.keyboard.press('Escape')
  })

  test('grades that were locked meanwhile are not changed, and the cell says who has locked them', async () => {
    const other = await open(desktop, 'acme')
    await signIn(other, 'olga@acme.example')
    await ivy.goto(`${course}/gradebook`)
    await ivy.locator('table a.grade[data-state="graded"]').first().focus()
    const at = (await focused())!
    await ivy.keyboard.type('2')
    await ivy.keyboard.press('Enter')
    await ivy.keyboard.type('Too late')
    await other.goto(`${course}/gradebook/columns`)
    await other.getByRole('button', { name: 'Lock all grades' }).click()
    await other.getByRole('button', { name: 'Unlock the gradebook' }).waitFor()
    await ivy.keyboard.press('Enter')
    await note().getByText('has locked all grades of this course').waitFor()
    expect(await cell(at).locator('input[name=reason]').inputValue()).toBe('Too late')
    await other.getByRole('button', { name: 'Unlock the gradebook' }).click()
    await other.getByRole('button', { name: 'Lock all grades' }).waitFor()
    await ivy.locator('.grade-editor input[name=reason]').press('Enter')
    await cell(at).locator('a.grade[data-points="2"]').waitFor()
  })

  test('a block out of a spreadsheet is shown, refused by cell, saved as one and taken back as one', async () => {
    await ivy.goto(`${course}/gradebook`)
    // three cells one below the other that can be set
    const at = await ivy.evaluate(() => {
      for (const row of document.querySelectorAll<HTMLTableRowElement>('[data-grid] tbody tr'))
        for (const one of row.cells) {
          const column = [
            row,
            row.nextElementSibling,
            row.nextElementSibling?.nextElementSibling,
          ] as HTMLTableRowElement[]
          const links = column.map((line) => line?.cells[one.cellIndex]?.querySelector('a.grade[data-points]'))
          if (links.every(Boolean)) return [row.rowIndex, one.cellIndex]
        }
      return null
    })
    const [row, place] = at!
    const shown = () =>
      Promise.all(
        [0, 1, 2].map((n) =>
          cell([row! + n, place!])
            .locator('a.grade')
            .getAttribute('data-points'),
        ),
      )
    const before = await shown()
    const paste = (text: string) =>
      cell(at!)
        .locator('a.grade')
        .evaluate((link, block) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData('text/plain', block)
          link.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
        }, text)
    const bar = ivy.locator('.paste-bar')

    await paste('0.25\r\n999\r\nten\r\n')
    expect(await ivy.locator('table .pasted').count()).toBe(3)
    await cell([row! + 2, place!])
      .getByText('Give the points as a number')
      .waitFor()
    await bar.locator('[name=reason]').fill('From my table')
    await ivy.keyboard.press('Enter')
    await cell([row! + 1, place!])
      .getByText(/Give between 0 and/)
      .waitFor()
    await ivy.keyboard.press('Escape')
    expect(await shown()).toEqual(before)

    await paste('0.25\r\n0.5\r\n0.75\r\n')
    await bar.locator('[name=reason]').fill('From my table')
    await ivy.keyboard.press('Enter')
    await ivy.getByText('The grades are written.').first().waitFor()
    expect(await shown()).toEqual(['0.25', '0.5', '0.75'])
    expect(await focused()).toEqual(at)
    await ivy.locator('.undo-notice button').click()
    await cell(at!).locator(`a.grade[data-points="${before[0]}"]`).waitFor()
    expect(await shown()).toEqual(before)
  })

  test('what somebody else changed meanwhile is said, and replaced only when it is known', async () => {
    const other = await open(desktop, 'acme')
    await signIn(other, 'ivy@acme.example')
    for (const page of [other, ivy]) await page.goto(`${course}/gradebook`)
    const change = async (page: Page, points: string, why: string) => {
      await page.locator('table a.grade[data-state="graded"]').first().focus()
      await page.keyboard.type(points)
      await page.keyboard.press('Enter')
      await page.keyboard.type(why)
      await page.keyboard.press('Enter')
    }
    await change(other, '1.25', 'I was first')
    await other.locator('table a.grade[data-points="1.25"]').first().waitFor()
    await change(ivy, '1.5', 'I was late')
    await note().getByText('now it is 1.25').waitFor()
    await ivy.keyboard.press('Enter')
    await ivy.locator('table a.grade[data-points="1.5"]').first().waitFor()
  })
})
