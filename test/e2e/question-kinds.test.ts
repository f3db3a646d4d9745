import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo } from './support/keys'
import { handIn, startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let quiz = ''
let course = ''

/** What an author writes: a field's name, and its text or the texts of its rows; then what is ticked as right. */
const questions: [link: string, fields: Record<string, string | string[]>, right?: string[]][] = [
  ['One right answer', { choiceText: ['Rome', 'Paris'] }, ['Answer 2 is right']],
  ['Several right answers', { choiceText: ['2', '4', '5'] }, ['Answer 1 is right', 'Answer 3 is right']],
  ['True or false', {}, ['False']],
  ['Short answer', { accepted: 'Côte d’Ivoire\nIvory Coast' }],
  ['Number', { answer: '3.5', tolerance: '0.1', unit: 'kg' }],
  ['Calculated number', { formula: 'a * b', variable: ['a', 'b'], from: ['7', '9'], to: ['7', '9'] }],
  ['Text with gaps', { text: '[[Paris | Paname]] sees [[= 8.3 ± 0.2 min]] old light of a [[(x) star | ( ) planet]].' }],
  ['Gaps with a word bank', { text: 'The [[cat]] sat on the [[mat]].', extra: 'dog' }],
  ['Matching', { left: ['red', 'green', ''], right: ['rouge', 'vert', 'bleu'] }],
  ['Putting in order', { items: 'Plan\nDo\nCheck' }],
  ['Sorting into groups', { left: ['apple', 'carrot', 'pear'], right: ['fruit', 'vegetable', 'fruit'] }],
  ['Rating, no points', { statements: 'I liked it\nI will use it' }],
  ['Essay', { minWords: '3', maxWords: '50', guide: 'A reason.', model: 'Because it is.' }],
]

/** What is right: each field of a question by its name, or by its place where it has none of its own. */
const answers: [field: string, answer?: string][][] = [
  [['Paris']],
  [['2'], ['5']],
  [['False']],
  [['Your answer', "cote d'ivoire"]],
  [['Your answer', '3,45']],
  [['Your answer', '63']],
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
  [['Your answer', 'Because I have seen it myself.']],
]

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
})

describe('a quiz of every kind', () => {
  test('is written', async () => {
    course = await makeCourse(ian, 'Questions of every kind')
    await addItem(ian, course, 'quiz', 'All of them')
    quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    for (const written of questions) await writeQuestion(ian, ...written)
    expect(await ian.locator('.question-card').count()).toBe(questions.length)
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  })

  test('is taken on a phone with keys only', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    for (const [number, fields] of answers.entries()) {
      const question = leo.locator('[data-question]').nth(number)
      for (const [field, answer] of fields) await answerByKeys(leo, question, field, answer)
      if (number < answers.length - 1) await enter(leo, leo.getByRole('button', { name: 'Next' }))
    }
    await handIn(leo, 'Partly marked')
  })

  test('is taken without JavaScript', async () => {
    const leo = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    for (const [number, fields] of answers.entries()) {
      const question = leo.locator('[data-question]').nth(number)
      for (const [field, answer] of fields) await answerPlainly(question, field, answer)
    }
    await handIn(leo, 'Partly marked')
  })

  test('is marked with keys where somebody has to read it, and only then there is a result', async () => {
    await ian.goto(`${course}/marking`)
    expect(await ian.locator('tbody tr').count()).toBe(2)
    await ian.locator('tbody tr').first().getByRole('link', { name: 'All of them' }).click()
    for (const left of [1, 0]) {
      expect(await ian.locator('.work-text').textContent()).toContain('Because I have seen it myself.')
      await tabTo(ian, ian.locator('input[name=points]'))
      await ian.keyboard.type('1')
      const place = ian.url()
      await ian.keyboard.press('Control+Enter')
      await ian.waitForURL((url) => url.href !== place)
      await ian.getByText('Released: the learner sees the mark now.').first().waitFor()
      if (left) await ian.locator('.work-text').waitFor()
    }
    await ian.getByText('Nothing waits to be marked.').waitFor()
    const leo = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await leo.getByRole('link', { name: 'Attempt 2' }).click()
    expect(await leo.locator('main').textContent()).toContain('12 of 12')
  })
})

async function writeQuestion(
  page: Page,
  link: string,
  fields: Record<string, string | string[]>,
  right: string[] = [],
) {
  await page.getByRole('link', { name: link, exact: true }).click()
  const form = page.locator('form:has(textarea[name=prompt])')
  await form.locator('textarea[name=prompt]').fill(`${link}?`)
  for (const [name, texts] of Object.entries(fields))
    for (const [row, text] of [texts].flat().entries()) await form.locator(`[name="${name}"]`).nth(row).fill(text)
  const ticked = form.locator('[name=right]:checked')
  while (right.length && (await ticked.count()) && (await ticked.first().getAttribute('type')) === 'checkbox')
    await ticked.first().uncheck()
  for (const name of right) await form.getByLabel(name, { exact: true }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.locator('.question-card', { hasText: `${link}?` }).waitFor()
  await page.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
}

/** Of a rating the choices of its statement; otherwise the field that is so called. */
async function fieldOf(question: Locator, field: string) {
  const rating = question.getByRole('group', { name: field, exact: true })
  if (await rating.count()) return { field: rating.getByLabel('Agree', { exact: true }), rating }
  return { field: question.getByLabel(field, { exact: true }), rating: null }
}

async function answerByKeys(page: Page, question: Locator, name: string, answer = '') {
  const { field, rating } = await fieldOf(question, name)
  const type = await field.getAttribute('type')
  if (type === 'radio') {
    await tabTo(page, (rating ?? question).locator('input[type=radio]').first())
    await page.keyboard.press('Space')
    while (!(await field.isChecked())) await page.keyboard.press('ArrowDown')
    return
  }
  if (type === 'checkbox') {
    // Choices are shuffled: the one that is meant may lie behind.
    await question.locator('input').first().focus()
    await tabTo(page, field)
    return page.keyboard.press('Space')
  }
  await tabTo(page, field)
  if (!(await isList(field))) return page.keyboard.type(answer)
  for (let tries = 0; tries < 9 && !(await chosen(field)).endsWith(answer); tries++)
    await page.keyboard.press('ArrowDown')
}

async function answerPlainly(question: Locator, name: string, answer?: string) {
  const { field } = await fieldOf(question, name)
  if (answer === undefined || (await field.getAttribute('type')) === 'radio') return field.check()
  if (!(await isList(field))) return field.fill(answer)
  const labels = await field.locator('option').allTextContents()
  await field.selectOption({ index: labels.findIndex((label) => label.trim().endsWith(answer)) })
}

const isList = (field: Locator) => field.evaluate((element) => element.localName === 'select')
const chosen = (field: Locator) =>
  field.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent?.trim() ?? '')
