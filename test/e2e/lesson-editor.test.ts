import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { addItem, makeCourse } from './support/teaching'

const { open } = useChromium()
let ian: Page
const kinds = () =>
  ian
    .locator('.edit-block')
    .evaluateAll((blocks) =>
      blocks.map((block) => block.querySelector('form[data-block-form]')!.getAttribute('data-block-form')),
    )
const saved = (page: Page) => page.locator('[data-state="saved"]').waitFor()

/** As Word puts it on the clipboard. */
const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Inner</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Step</p>
<table><tr><td><p class=MsoNormal>Term</p></td><td><p>Means</p></td></tr><tr><td>a</td><td>b</td></tr></table>
<p class=MsoNormal>After <span style='font-weight:700'>it</span></p></body></html>`

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  await addItem(ian, await makeCourse(ian, 'Writing'), 'lesson', 'Words')
})

describe('the lesson editor', () => {
  test('takes what Word has on the clipboard, tables as blocks of their own', async () => {
    await addText()
    await paste({ 'text/html': word })
    await expect.poll(kinds).toEqual(['text', 'table', 'text'])
    expect(await ian.locator('.ProseMirror').first().innerHTML()).toBe(
      '<ul><li><p>First</p><ul><li><p>Inner</p></li></ul></li></ul><ol><li><p>Step</p></li></ol>',
    )
    expect(await ian.locator('.ProseMirror').last().innerHTML()).toBe('<p>After <strong>it</strong></p>')
  })

  test('shows what a pasted address holds in place of the empty text', async () => {
    await addText()
    await paste({ 'text/plain': 'https://vimeo.com/76979871' })
    await expect.poll(kinds).toEqual(['text', 'table', 'text', 'embed'])
  })

  test('makes a table longer while it is being written', async () => {
    const table = ian.locator('.edit-block:has(.edit-table)')
    const cells = table.locator('.edit-table input')
    await cells.nth(2).fill('cell')
    await table.getByRole('button', { name: 'Row', exact: true }).click()
    await expect.poll(() => cells.count()).toBe(6)
    await ian.keyboard.type('next')
    await saved(ian)
    await ian.reload()
    expect(await cells.evaluateAll((all) => all.map((cell) => (cell as HTMLInputElement).value))).toEqual([
      'Term',
      'Means',
      'cell',
      'b',
      'next',
      '',
    ])
  })

  test('sets a link in the bar, and the first press outside of the text is not lost', async () => {
    await ian.locator('.ProseMirror').last().click()
    await ian.keyboard.press('Control+End')
    await ian.keyboard.press('Control+k')
    await ian.keyboard.type('example.org')
    await ian.keyboard.press('Enter')
    await ian.locator('.ProseMirror a[href="https://example.org"]').waitFor()
    await ian.locator('.add-kinds button[value=quote]').click()
    await expect.poll(kinds).toEqual(['text', 'table', 'text', 'embed', 'quote'])
  })

  test('asks which words stay when two windows write the same block', async () => {
    const other = await ian.context().newPage()
    await other.goto(ian.url())
    await write(other, 'There. ')
    await saved(other)
    await write(ian, 'Here. ')
    const question = ian.locator('[data-conflict]')
    await question.waitFor()
    expect(await question.textContent()).toMatch(/Here\..*There\./s)
    await question.getByRole('button', { name: 'Keep yours' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await ian.locator('.ProseMirror').last().textContent()).toContain('Here.')
  })

  test('never lets the bar lie over the line that is written', async () => {
    await ian.locator('.ProseMirror').last().click()
    await ian.keyboard.press('ControlOrMeta+End')
    for (let line = 0; line < 24; line++) {
      await ian.keyboard.press('Enter')
      await ian.keyboard.type(`Line ${line}`)
    }
    await ian.keyboard.press('ControlOrMeta+Home')
    await ian.keyboard.type('Top ')
    expect(await ian.evaluate(caretIsSeen)).toBe(true)
  })

  test('keeps the caret and the bar in sight above the keyboard of a phone', async () => {
    const small = await open(phone, 'acme')
    await signIn(small, 'ian@acme.example')
    await small.goto(ian.url())
    await small.locator('.ProseMirror').last().tap()
    await small.setViewportSize({ width: 360, height: 400 }) // what is left when the keyboard is up
    await small.keyboard.press('ControlOrMeta+End')
    for (let line = 0; line < 12; line++) {
      await small.keyboard.press('Enter')
      await small.keyboard.type(`Line ${line}`)
    }
    expect(await small.evaluate(caretIsSeen)).toBe(true)
    await small.keyboard.press('ControlOrMeta+Home')
    await small.keyboard.type('Top ')
    expect(await small.evaluate(caretIsSeen)).toBe(true)
    expect(await small.getByRole('button', { name: 'Bold' }).last().evaluate(isOnTop)).toBe(true)
  })
})

describe('"/" in an empty line', () => {
  const options = () => ian.locator('.slash-menu [role=option]:visible')
  const inHand = () => ian.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant') ?? null)

  beforeAll(async () => {
    await addItem(ian, await makeCourse(ian, 'Slashes'), 'lesson', 'Quickly')
  })

  test('offers what can be added, and leaves the text alone when it is not wanted', async () => {
    await addText()
    expect(await ian.locator('.ProseMirror').getAttribute('data-placeholder')).toContain('type /')
    await ian.keyboard.type('/')
    await options().first().waitFor()
    expect(await ian.getByRole('listbox', { name: 'Add to the lesson' }).count()).toBe(1)
    const first = await inHand()
    await ian.keyboard.press('ArrowDown')
    const second = await inHand()
    expect([first === second, await ian.locator(`#${second}`).getAttribute('aria-selected')]).toEqual([false, 'true'])
    await ian.keyboard.press('Escape')
    expect([await options().count(), await inHand()]).toEqual([0, null])
    await ian.keyboard.type('2 of them')
    expect(await ian.locator('.ProseMirror').textContent()).toBe('/2 of them')
  })

  test('makes the line a heading', async () => {
    await ian.keyboard.press('ControlOrMeta+a')
    await ian.keyboard.type('/head')
    await ian.keyboard.press('Enter')
    await ian.keyboard.type('Begin')
    expect(await ian.locator('.ProseMirror h2').textContent()).toBe('Begin')
  })

  test('parts the text where a block comes between', async () => {
    await ian.keyboard.press('Enter')
    await ian.keyboard.press('Enter')
    await ian.keyboard.type('End')
    await ian.keyboard.press('ArrowUp')
    await ian.keyboard.type('/quote')
    await ian.keyboard.press('Enter')
    await expect.poll(kinds).toEqual(['text', 'quote', 'text'])
    expect(await ian.locator('.ProseMirror').allTextContents()).toEqual(['Begin', 'End'])
    await ian.keyboard.type('So it was said.')
    await saved(ian)
  })

  test('brings a block in place of an empty text', async () => {
    await addText()
    await ian.keyboard.type('/callo')
    await options().first().click()
    await expect.poll(kinds).toEqual(['text', 'quote', 'text', 'callout'])
    await saved(ian)
    await ian.reload()
    expect(await kinds()).toEqual(['text', 'quote', 'text', 'callout'])
    expect(await ian.locator('blockquote').textContent()).toContain('So it was said.')
  })

  test('asks for the address of what comes from another site', async () => {
    await addText()
    await ian.keyboard.type('/embed')
    await ian.keyboard.press('Enter')
    await ian.keyboard.type('https://vimeo.com/76979871')
    await ian.keyboard.press('Enter')
    await expect.poll(kinds).toEqual(['text', 'quote', 'text', 'callout', 'embed'])
  })
})

/** Runs in the page. */
function caretIsSeen(): boolean {
  const { left, top, bottom } = getSelection()!.getRangeAt(0).getBoundingClientRect()
  const at = document.elementFromPoint(left + 1, (top + bottom) / 2)
  return at?.closest('.ProseMirror') !== null && at?.closest('.ProseMirror') === document.activeElement
}

/** Runs in the page. */
function isOnTop(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}

async function addText() {
  const count = await ian.locator('.edit-block').count()
  await ian.locator('.add-kinds button[value=text]').click()
  await expect.poll(() => ian.locator('.edit-block').count()).toBe(count + 1)
}

/** Where the keyboard is. */
const paste = (types: Record<string, string>) =>
  ian.evaluate((given) => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, types)

async function write(page: Page, words: string) {
  await page.locator('.ProseMirror').last().click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(words)
}
