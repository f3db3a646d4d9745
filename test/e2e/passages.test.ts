import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, tabTo } from './support/keys'
import { startQuiz } from './support/learning'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let quiz = ''

beforeAll(async () => {
  const ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  const course = await makeCourse(ian, 'Read and answer')
  await addItem(ian, course, 'quiz', 'About a tram')
  quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
  await ask(ian, 'It leaves at ten.', async (form) => {
    await form.locator('textarea[name=newPassage]').fill('The *last* tram leaves at ten.')
  })
  await ask(ian, 'It stands apart.', async () => undefined)
  await ask(ian, 'It is the last one.', async (form) => {
    await form.locator('select[name=passage]').selectOption({ index: 1 })
  })
  expect(await ian.getByText('Text for 2 questions').count()).toBe(1)
  await ian.goto(`${quiz}/edit`)
  await ian.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ian, course, 'learner2@acme.example', 'learner6@acme.example')
}, 120_000)

async function ask(page: Page, prompt: string, write: (form: ReturnType<Page['locator']>) => Promise<unknown>) {
  await page.goto(`${quiz}/edit`)
  await page.getByRole('link', { name: 'True or false', exact: true }).click()
  const form = page.locator('form:has(textarea[name=prompt])')
  await form.locator('textarea[name=prompt]').fill(prompt)
  await form.locator('.passage-fields > summary').click()
  await write(form)
  await form.locator('[name=truth]').first().check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.locator('.question-card', { hasText: prompt }).waitFor()
}

const text = (page: Page) => page.locator('.passage em')
const question = (page: Page, prompt: string) => page.locator('[data-question]', { hasText: prompt })

describe('a text with questions about it', () => {
  test('stands with its questions alone, and is folded away with keys only on a phone', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await startQuiz(leo)
    await question(leo, 'It leaves at ten.').waitFor()
    expect(await text(leo).isVisible()).toBe(true)
    await tabTo(leo, leo.locator('.passage > summary'))
    await leo.keyboard.press('Enter')
    expect(await text(leo).isVisible()).toBe(false)
    await leo.keyboard.press('Enter')
    await enter(leo, leo.getByRole('button', { name: 'Next' }))
    await question(leo, 'It is the last one.').waitFor()
    expect(await text(leo).isVisible()).toBe(true)
    await enter(leo, leo.getByRole('button', { name: 'Next' }))
    await question(leo, 'It stands apart.').waitFor()
    expect(await text(leo).isVisible()).toBe(false)
  })

  test('is read once above all of them without JavaScript', async () => {
    const mia = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(mia, 'learner6@acme.example')
    await mia.goto(quiz)
    await startQuiz(mia)
    expect(await text(mia).count()).toBe(1)
    expect(await mia.locator('.about [data-question]').count()).toBe(2)
    expect(await mia.locator('[data-question]').count()).toBe(3)
  })
})
