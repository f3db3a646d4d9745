import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let course = ''
let bank = ''
let quiz = ''

const shot = (page: Page, name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }) : null

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  course = await makeCourse(ian, 'What a kitchen knows')
})

describe('a question bank', () => {
  test('is built in its course: a category, and questions with tags', async () => {
    await ian.goto(`${course}/banks`)
    await ian.getByLabel('New bank of this course').fill('Kitchen')
    await ian.getByRole('button', { name: 'Make the bank' }).click()
    await ian.waitForURL(/\/banks\/[0-9a-f-]{36}/)
    bank = new URL(ian.url()).pathname
    await ian.getByLabel('New category').fill('Hygiene')
    await ian.getByRole('button', { name: 'Add the category' }).click()
    await ian.getByText('The category is added.').first().waitFor()
    for (const statement of [
      'Soap takes away fat.',
      'Knives are washed after meat.',
      'Hands are washed for 20 seconds.',
    ]) {
      await ian.goto(`${bank}/questions/new?kind=true-false`)
      await ian.locator('textarea[name=prompt]').fill(statement)
      await ian.getByLabel('True', { exact: true }).check()
      await ian.getByLabel('Category').selectOption('Hygiene')
      await ian.getByLabel('Tags').fill('basics')
      await ian.getByRole('button', { name: 'Save' }).last().click()
      await ian.getByRole('heading', { name: statement }).waitFor()
    }
    await shot(ian, 'question')
    await ian.goto(bank)
    expect(await ian.locator('tbody tr').count()).toBe(3)
    await shot(ian, 'bank')
    await ian.goto(`${bank}?q=knives`)
    expect(await ian.locator('tbody tr').count()).toBe(1)
  })

  test('gives a quiz two questions by chance, which is not published as long as there are too few', async () => {
    await addItem(ian, course, 'quiz', 'Two by chance')
    quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.getByRole('link', { name: 'Choose from a question bank' }).click()
    await shot(ian, 'choose')
    await ian.getByLabel('How many').fill('9')
    await ian.getByRole('button', { name: 'Add the draw' }).click()
    await ian.getByText('wants 9 questions and finds 3').waitFor()
    await shot(ian, 'draw')
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await ian.getByText('A draw from Kitchen wants 9 questions and finds 3').first().waitFor()
    await ian.goto(`${quiz}/edit`)
    await ian.getByRole('link', { name: 'Change 9 questions by chance' }).click()
    await ian.getByLabel('How many').fill('2')
    await ian.getByRole('button', { name: 'Save' }).click()
    await ian.getByText('2 questions by chance').waitFor()
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  })

  test('is asked to a learner, who gets two different questions and keeps them', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    const legends = () => leo.locator('.question legend').allTextContents()
    const asked = await legends()
    expect(new Set(asked).size).toBe(2)
    await leo.reload()
    expect(await legends()).toEqual(asked)
  })

  test('says where its questions are used, on a phone and in the dark too', async () => {
    const small = await open({ ...phone, colorScheme: 'dark' }, 'acme')
    await signIn(small, 'ian@acme.example')
    await small.goto(bank)
    await shot(small, 'bank-phone')
    await small.locator('tbody a').first().click()
    await small.getByRole('heading', { name: 'May be drawn in' }).waitFor()
    await shot(small, 'question-phone')
    expect(await small.locator('#used-in a', { hasText: 'Two by chance' }).count()).toBe(1)
  })
})
