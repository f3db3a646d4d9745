import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { zipFolder } from '../../bin/lib/build.ts'
import { desktop, originOf, phone, useChromium } from './support/chromium'
import { confirmAddress, freshSlug, linkFromMail, signUp } from './support/journeys'

const { open } = useChromium()
const slug = freshSlug('hive')
const learnerMail = `lena@${slug}.example`
let owner: Page
let learner: Page
/** Paths, once they are known. */
let course = ''
let certificate = ''

const at = (path: string) => `${originOf(slug)}${path}`

beforeAll(async () => {
  owner = await open(desktop)
  learner = await open(phone)
})

describe('an organization signs up, teaches a course, and a learner finishes it', () => {
  test('the owner signs up and stands in a space of their own, in under a minute', async () => {
    const startedAt = performance.now()
    await signUp(owner, slug, 'The Hive')
    expect(performance.now() - startedAt).toBeLessThan(60_000)
    await confirmAddress(owner, `olga@${slug}.example`)
  })

  test('a folder of Markdown becomes a course, previewed before it is made', async () => {
    await owner.goto(at('/imports/new'))
    await owner.locator('#file').setInputFiles({ name: 'bees.zip', mimeType: 'application/zip', buffer: await bees() })
    await owner.waitForURL(/\/imports\/[0-9a-f-]{36}/) // goes on by itself when the file has arrived
    await owner.getByRole('button', { name: 'Import the course' }).first().click()
    await owner.getByRole('link', { name: 'Open the course' }).click({ timeout: 60_000 })
    await owner.waitForURL(/\/courses\/[0-9a-f-]{36}/)
    course = /\/courses\/[0-9a-f-]{36}/.exec(owner.url())![0]
  })

  test('a quiz is added and the course is published, with a certificate', async () => {
    await addQuiz(owner)
    await owner.goto(at(`${course}/settings`))
    await owner.locator('input[name=certificate]').check()
    await owner.getByRole('button', { name: /save/i }).first().click()
    await owner.goto(at(`${course}/outline`))
    await owner.getByRole('button', { name: 'Publish course' }).click()
    await owner.getByRole('button', { name: 'Unpublish' }).waitFor()
  })

  test('a learner is invited by mail, and stands in the course after choosing a password', async () => {
    await owner.goto(at('/people/invitations'))
    await owner.locator('textarea[name=emails]').fill(`Lena <${learnerMail}>`)
    await owner.locator('details:has(input[name=courseIds]) > summary').click()
    await owner.locator('input[name=courseIds]').first().check()
    await owner.getByRole('button', { name: 'Send invitations' }).click()
    await learner.goto(await linkFromMail(owner, learnerMail, /invit/i))
    await learner.locator('input[name=name]').fill('Lena Ortiz')
    await learner.locator('input[type=password]').fill('slow mornings with tea')
    await learner.locator('main button[type=submit]').first().click()
    await learner.waitForURL((url) => url.pathname.startsWith(course))
  })

  test('the learner reads to the end on a phone while the roster of the owner moves by itself', async () => {
    await owner.goto(at(`${course}/roster`))
    const before = await owner.locator('main').textContent()
    await learn(learner)
    await learner.goto(at(course))
    expect(await learner.locator('main').textContent()).toMatch(/100\s?%|completed|finished/i)
    await expect.poll(() => owner.locator('main').textContent(), { timeout: 20_000 }).not.toBe(before)
  })

  test('a certificate is there by itself, and a stranger can check it', async () => {
    await expect
      .poll(
        async () => {
          await learner.goto(at('/certificates'))
          return learner.locator('main a[href^="/certificates/"]').count()
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(0)
    await learner.locator('main a[href^="/certificates/"]').first().click()
    certificate = /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec((await learner.locator('main').textContent()) ?? '')![0]
    const stranger = await open(phone)
    await stranger.goto(at(`/verify/${certificate.replaceAll('-', '')}`))
    expect(await stranger.locator('main').textContent()).toContain('Lena Ortiz')
  })

  test('a second organization sees none of it through any door', async () => {
    const other = await open(desktop)
    const otherSlug = freshSlug('globex')
    await signUp(other, otherSlug, 'Globex')
    for (const path of [
      course,
      `${course}/outline`,
      `${course}/roster`,
      `/verify/${certificate.replaceAll('-', '')}`,
    ]) {
      const answer = await other.goto(`${originOf(otherSlug)}${path}`)
      expect([path, answer!.status()]).toEqual([path, 404])
      expect(await other.content()).not.toContain('Lena Ortiz')
    }
  })
})

const bees = async () => Buffer.from(await zipFolder(join(process.cwd(), 'test/support/courses/keeping-bees')))

async function addQuiz(page: Page): Promise<void> {
  await page.goto(at(`${course}/outline`))
  const form = page.locator('form[action$="/items"]').last()
  await form.locator('select[name=kind]').selectOption('quiz')
  await form.locator('input[name=title]').fill('What did you keep?')
  await form.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('link', { name: 'What did you keep?' }).first().click()
  await page.waitForURL(/\/quizzes\//)
  if (!page.url().endsWith('/edit')) await page.getByRole('link', { name: 'Edit the questions' }).first().click()
  await page
    .getByRole('link', { name: 'True or false' })
    .or(page.getByRole('button', { name: 'True or false' }))
    .first()
    .click()
  await page.locator('textarea[name=prompt]').first().fill('A hive has one queen.')
  await page.getByLabel('True', { exact: true }).first().check()
  await page.getByRole('button', { name: /save/i }).first().click()
  const quiz = /\/quizzes\/([0-9a-f-]{36})/.exec(page.url())![1]
  await page.goto(at(`${course}/outline`))
  await page
    .locator(`form[action*="/items/${quiz}/publication"]`)
    .first()
    .evaluate((form: HTMLFormElement) => form.requestSubmit())
  await page.waitForTimeout(500)
}

/** From Continue to the last item: reads lessons, marks what wants to be marked, answers the quiz. */
async function learn(page: Page): Promise<void> {
  await page.goto(at(course))
  await page.locator('main a[href^="/lessons/"]').first().click()
  for (let steps = 0; steps < 40; steps++) {
    if (page.url().includes('/quizzes/')) {
      await answerQuiz(page)
      return
    }
    const done = page.getByRole('button', { name: 'Mark as done' })
    if (await done.count()) await done.first().click()
    await page
      .getByRole('button', { name: /next/i })
      .or(page.getByRole('link', { name: /next/i }))
      .first()
      .click()
    await page.waitForLoadState()
  }
}

async function answerQuiz(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/attempts\//)
  await page.getByLabel('True', { exact: true }).check()
  await page
    .getByRole('link', { name: /review/i })
    .or(page.getByRole('button', { name: /review/i }))
    .first()
    .click()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByText('Passed').first().waitFor()
}
