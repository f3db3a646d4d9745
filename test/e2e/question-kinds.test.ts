import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo } from './support/keys'
import { handIn, startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem } from './support/teaching'

const { open } = useChromium()
let ivy: Page
let quiz = ''

/** What an author writes: a field's name, and its text or the texts of its rows. */
const questions: [link: string, fields: Record<string, string | string[]>][] = [
  ['Text with gaps', { text: '[[Paris | Paname]] sees [[= 8.3 ± 0.2 min]] old light of a [[(x) star | ( ) planet]].' }],
  ['Gaps with a word bank', { text: 'The [[cat]] sat on the [[mat]].', extra: 'dog' }],
  ['Matching', { left: ['red', 'green', ''], right: ['rouge', 'vert', 'bleu'] }],
  ['Putting in order', { items: 'Plan\nDo\nCheck' }],
  ['Sorting into groups', { left: ['apple', 'carrot', 'pear'], right: ['fruit', 'vegetable', 'fruit'] }],
  ['Rating, no points', { statements: 'I liked it\nI will use it' }],
]

/** What is right: each field of a question by its name, or by its place where it has none of its own. */
const answers: [field: string, answer: string][][] = [
  [
    ['Gap 1', 'Paname'],
    ['Gap 2', '8.4'],
    ['Gap 3', 'star'],
  ],
  [
    ['Gap 1', 'cat'],
    ['Gap 2', 'mat'],
  ],
  [
    ['red', 'rouge'],
    ['green', 'vert'],
  ],
  [
    ['Place 1', 'Plan'],
    ['Place 2', 'Do'],
    ['Place 3', 'Check'],
  ],
  [
    ['apple', 'fruit'],
    ['carrot', 'vegetable'],
    ['pear', 'fruit'],
  ],
  [
    ['I liked it', 'Agree'],
    ['I will use it', 'Agree'],
  ],
]

beforeAll(async () => {
  ivy = await open(desktop, 'acme')
  await signIn(ivy, 'ivy@acme.example')
})

describe('a quiz of every kind that has parts', () => {
  test('is written', async () => {
    await ivy.goto('/courses')
    await ivy.locator('main input[name=title]').fill('Questions with parts')
    await ivy.keyboard.press('Enter')
    await ivy.waitForURL(/\/courses\/[0-9a-f-]{36}/)
    const course = /\/courses\/[0-9a-f-]{36}/.exec(ivy.url())![0]
    await addItem(ivy, course, 'quiz', 'All of them')
    quiz = new URL(ivy.url()).pathname.replace(/\/edit$/, '')
    for (const [link, fields] of questions) await writeQuestion(ivy, link, fields)
    expect(await ivy.locator('.question-card').count()).toBe(questions.length)
    await publishTo(ivy, course, 'lena@acme.example')
  })

  test('is taken on a phone with keys only', async () => {
    const lena = await open(phone, 'acme')
    await signIn(lena, 'lena@acme.example')
    await lena.goto(quiz)
    await startQuiz(lena)
    for (const [number, fields] of answers.entries()) {
      const question = lena.locator('[data-question]').nth(number)
      for (const [field, answer] of fields) await answerByKeys(lena, question, field, answer)
      if (number < answers.length - 1) await enter(lena, lena.getByRole('button', { name: 'Next' }))
    }
    await handIn(lena)
    expect(await lena.locator('main').textContent()).toContain('5 of 5')
  })

  test('is taken without JavaScript', async () => {
    const lena = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(lena, 'lena@acme.example')
    await lena.goto(quiz)
    await startQuiz(lena)
    for (const [number, fields] of answers.entries()) {
      const question = lena.locator('[data-question]').nth(number)
      for (const [field, answer] of fields) await answerPlainly(question, field, answer)
    }
    await handIn(lena)
    expect(await lena.locator('main').textContent()).toContain('5 of 5')
  })
})

async function writeQuestion(page: Page, link: string, fields: Record<string, string | string[]>) {
  await page.getByRole('link', { name: link }).click()
  const form = page.locator('form:has(textarea[name=prompt])')
  await form.locator('textarea[name=prompt]').fill(`${link}?`)
  for (const [name, texts] of Object.entries(fields))
    for (const [row, text] of [texts].flat().entries()) await form.locator(`[name="${name}"]`).nth(row).fill(text)
  await form.getByRole('button', { name: 'Save' }).click()
  await page.locator('.question-card', { hasText: `${link}?` }).waitFor()
  await page.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
}

async function publishTo(page: Page, course: string, email: string) {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.goto(`${course}/outline`)
  await page.getByRole('button', { name: 'Publish course' }).click()
  await page.getByRole('button', { name: 'Unpublish' }).waitFor()
  await page.goto(`${course}/roster`)
  await page.locator('.enroll-people > summary').click()
  await page.locator('.enroll-people [name=who]').fill(email)
  await page.locator('.enroll-people button[type=submit]').click()
  await page.locator('table').getByText('Lena').waitFor()
}

/** Of a rating the choices of its statement; otherwise the field that is so called. */
async function fieldOf(question: Locator, field: string) {
  const rating = question.getByRole('group', { name: field, exact: true })
  if (await rating.count()) return { field: rating.getByLabel('Agree', { exact: true }), rating }
  return { field: question.getByLabel(field, { exact: true }), rating: null }
}

async function answerByKeys(page: Page, question: Locator, name: string, answer: string) {
  const { field, rating } = await fieldOf(question, name)
  if (rating) {
    await tabTo(page, rating.locator('input').first())
    while (!(await field.isChecked())) await page.keyboard.press('ArrowDown')
    return
  }
  await tabTo(page, field)
  if (!(await isList(field))) return page.keyboard.type(answer)
  for (let tries = 0; tries < 9 && !(await chosen(field)).endsWith(answer); tries++)
    await page.keyboard.press('ArrowDown')
}

async function answerPlainly(question: Locator, name: string, answer: string) {
  const { field, rating } = await fieldOf(question, name)
  if (rating) return field.check()
  if (!(await isList(field))) return field.fill(answer)
  const labels = await field.locator('option').allTextContents()
  await field.selectOption({ index: labels.findIndex((label) => label.trim().endsWith(answer)) })
}

const isList = (field: Locator) => field.evaluate((element) => element.localName === 'select')
const chosen = (field: Locator) =>
  field.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent?.trim() ?? '')
