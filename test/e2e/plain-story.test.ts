import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { learn, takeCertificate, verify } from './support/learning'
import { linkFromMail } from './support/mails'
import { comeIn, confirmAddress, freshSlug, invite, signUp } from './support/people'
import { addFilm, addQuiz, importCourse, publish } from './support/teaching'

const { open } = useChromium()
const slug = freshSlug('quiet')
const learnerMail = `leo@${slug}.example`
const plain = { javaScriptEnabled: false }
let owner: Page
let learner: Page
let course = ''

beforeAll(async () => {
  owner = await open({ ...desktop, ...plain }, slug)
  learner = await open({ ...phone, ...plain }, slug)
})

describe('the same story in browsers without JavaScript', () => {
  test('an owner signs up, imports a course, adds a film and a quiz, and publishes it', async () => {
    await signUp(owner, slug, 'The Quiet House')
    await confirmAddress(owner, `olga@${slug}.example`)
    course = await importCourse(owner)
    await addFilm(owner, course, 'See how it moves')
    await addQuiz(owner, course, 'What did you keep?')
    await publish(owner, course)
  })

  test('a learner comes by a mail, reads and passes on a phone, and takes a certificate home', async () => {
    await invite(owner, 'Leo', learnerMail)
    await learner.goto(await linkFromMail(owner, learnerMail, /invit/i))
    await comeIn(learner, 'Leo Sommer')
    await learn(learner, course)
    await learner.goto(course)
    expect(await learner.locator('main').textContent()).toContain('You have completed this course')
    const code = await takeCertificate(learner)
    expect(await verify(await open({ ...phone, ...plain }, slug), code)).toContain('Leo Sommer')
  })

  test('the owner finds it in the roster', async () => {
    await owner.goto(`${course}/roster`)
    expect(await owner.locator('main tr', { hasText: 'Leo Sommer' }).textContent()).toMatch(/100\s?%/)
  })
})
