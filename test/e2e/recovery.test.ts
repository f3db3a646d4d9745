import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { longFilm, smallCourse } from './support/files'
import { answer, nextQuestion, startQuiz } from './support/learning'
import { linkFromMail } from './support/mails'
import { comeIn, confirmAddress, freshSlug, invite, signIn, signUp } from './support/people'
import { addItem, addQuiz, importCourse, publish } from './support/teaching'

const { open } = useChromium()
const slug = freshSlug('luck')
const learnerMail = `mira@${slug}.example`
const password = 'a lantern over the water'
let owner: Page
let learner: Page
let course = ''

/** A clock that a person's requests bring along. */
const inDays = (page: Page, days: number) =>
  page.setExtraHTTPHeaders(days ? { 'X-Lyceum-Now': String(Date.now() + days * 86_400_000) } : {})

beforeAll(async () => {
  owner = await open(desktop, slug)
  learner = await open(phone, slug)
  await signUp(owner, slug, 'Hard Luck House')
  await confirmAddress(owner, `olga@${slug}.example`)
  course = await importCourse(owner, smallCourse())
})

describe('what goes wrong is put right without help', () => {
  test('an upload that was cut goes on where it stopped, when the same file is chosen again', async () => {
    await addItem(owner, course, 'lesson', 'A long film')
    const film = longFilm()
    const sent: string[] = []
    const aborted = owner.waitForEvent('requestfailed')
    await owner.route('**/uploads/*/parts/*', (route) => {
      if (sent.length >= 2) return route.abort()
      sent.push(new URL(route.request().url()).pathname)
      return route.continue()
    })
    await owner.locator('#add-file').setInputFiles(film)
    await aborted
    await owner.reload()
    await owner.unroute('**/uploads/*/parts/*')
    const again: string[] = []
    owner.on('requestfinished', (request) => {
      if (request.url().includes('/parts/')) again.push(new URL(request.url()).pathname)
    })
    await owner.locator('#add-file').setInputFiles(film)
    await owner.locator('[data-block-id]:has(video)').waitFor({ timeout: 60_000 })
    expect(sent.length).toBe(2)
    expect([...new Set([...sent, ...again])].length).toBe(3)
    expect(again.length).toBe(1)
    rmSync(film)
  })

  test('the link of an invitation that is over says so and sends a new one', async () => {
    await addQuiz(owner, course, 'What did you keep?')
    await publish(owner, course)
    await invite(owner, 'Mira', learnerMail)
    const link = await linkFromMail(owner, learnerMail, /invit/i)
    await inDays(learner, 40)
    await learner.goto(link)
    await learner.getByRole('button', { name: 'Send me a new link' }).click()
    await learner.getByText('Look into your mail').first().waitFor()
    await inDays(learner, 0)
    await learner.goto(await linkFromMail(owner, learnerMail, /invit/i, link))
    await comeIn(learner, 'Mira Solberg')
    expect(new URL(learner.url()).pathname).toBe(course)
  })

  test('what is answered while the connection is lost is kept, and sent when it is back', async () => {
    await learner.goto(course)
    await learner.getByRole('link', { name: 'What did you keep?' }).first().click()
    await startQuiz(learner)
    await answer(learner, 0, 'True')
    await learner.getByText('Saved').first().waitFor()
    await learner.context().setOffline(true)
    await nextQuestion(learner)
    await answer(learner, 1, 'False')
    await learner.locator('[data-saved][data-state=kept]').waitFor()
    await learner.context().setOffline(false)
    await learner.locator('[data-saved][data-state=saved]').waitFor()
    await learner.reload()
    expect(await learner.locator('[data-question]').nth(1).getByLabel('False', { exact: true }).isChecked()).toBe(true)
  })

  test('handing in twice at once is handing in once, and the back button leads nowhere wrong', async () => {
    await learner.getByRole('button', { name: 'Review and hand in' }).dblclick()
    await learner.waitForURL(/\/review/)
    await learner.getByRole('button', { name: 'Hand in', exact: true }).dblclick()
    await learner.getByText('Passed').first().waitFor()
    await learner.goBack()
    await learner.getByText('Passed').first().waitFor()
    await learner.goto(course)
    await learner.getByRole('link', { name: 'What did you keep?' }).first().click()
    await learner.waitForURL(/\/quizzes\//)
    expect(await learner.locator('main a[href^="/attempts/"]').count()).toBe(1)
  })

  test('the link for a new password that is over leads to where one asks for the next', async () => {
    const forgetful = await open(phone, slug)
    await forgetful.goto('/forgot-password')
    await forgetful.getByLabel('E-mail').fill(learnerMail)
    await forgetful.getByRole('button', { name: 'Send the link' }).click()
    const link = await linkFromMail(forgetful, learnerMail, /password/i)
    await inDays(forgetful, 1)
    await forgetful.goto(link)
    await forgetful.getByText('its time is over').waitFor()
    await forgetful.getByLabel('E-mail').fill(learnerMail)
    await inDays(forgetful, 0)
    await forgetful.getByRole('button', { name: 'Send the link' }).click()
    await forgetful.goto(await linkFromMail(forgetful, learnerMail, /password/i, link))
    await forgetful.locator('input[type=password]').fill(password)
    await forgetful.getByRole('button', { name: 'Save and sign in' }).click()
    await forgetful.getByRole('heading', { level: 1 }).waitFor()
    await signIn(await open(phone, slug), learnerMail, password)
  })
})
