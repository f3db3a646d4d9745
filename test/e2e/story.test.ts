import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { learn, takeCertificate, verify } from './support/learning'
import { linkFromMail } from './support/mails'
import { comeIn, confirmAddress, freshSlug, invite, inviteInstructor, signUp } from './support/people'
import { addFilm, addQuiz, importCourse, publish } from './support/teaching'
import { type Answer, namesSomething, recordTrail, retrace } from './support/trail'

const { open } = useChromium()
const slug = freshSlug('hive')
const learnerMail = `lena@${slug}.example`
const instructorMail = `ivy@${slug}.example`
let owner: Page
let instructor: Page
let learner: Page
let trail: ReturnType<typeof recordTrail>
let course = ''
let code = ''

beforeAll(async () => {
  owner = await open(desktop, slug)
  instructor = await open(desktop, slug)
  learner = await open(phone, slug)
  trail = recordTrail(owner, instructor, learner)
})

describe('an organization signs up, teaches a course, and a learner finishes it', () => {
  test('the owner signs up and stands in a space of their own, in under a minute', async () => {
    const startedAt = performance.now()
    await signUp(owner, slug, 'The Hive')
    expect(performance.now() - startedAt).toBeLessThan(60_000)
    await confirmAddress(owner, `olga@${slug}.example`)
  })

  test('an instructor is invited by mail, and comes in', async () => {
    await inviteInstructor(owner, 'Ivy', instructorMail)
    await instructor.goto(await linkFromMail(owner, instructorMail, /invit/i))
    await comeIn(instructor, 'Ivy Winter')
  })

  test('she makes a course of a folder of Markdown', async () => {
    course = await importCourse(instructor)
  })

  test('a film with captions and a quiz are added, and the course is published', async () => {
    await addFilm(instructor, course, 'See how it moves')
    await addQuiz(instructor, course, 'What did you keep?')
    await publish(instructor, course)
  })

  test('a learner is invited by the owner, and stands in the course after choosing a password', async () => {
    await invite(owner, 'Lena', learnerMail)
    await learner.goto(await linkFromMail(owner, learnerMail, /invit/i))
    await comeIn(learner, 'Lena Sommer')
    expect(new URL(learner.url()).pathname).toBe(course)
  })

  test('she reads, watches and passes on a phone while the instructor sees the roster move by itself', async () => {
    await instructor.goto(`${course}/roster`)
    const row = instructor.locator('main tr', { hasText: 'Lena Sommer' })
    await row.getByText('0%').first().waitFor()
    await learn(learner, course)
    await row.getByText('100%').first().waitFor({ timeout: 20_000 })
    await learner.goto(course)
    expect(await learner.locator('main').textContent()).toContain('You have completed this course')
  })

  test('a certificate is there by itself, and a stranger can check it', async () => {
    code = await takeCertificate(learner)
    const stranger = await open(phone, slug)
    expect(await verify(stranger, code)).toContain('Lena Sommer')
  })

  test('a second organization sees none of it through any door', async () => {
    const otherSlug = freshSlug('globex')
    const other = await open(desktop, otherSlug)
    await signUp(other, otherSlug, 'Globex')
    const answers = await retrace(other, trail())
    const named = answers.filter(namesSomething)
    expect(named.length).toBeGreaterThan(50)
    // A hand-over that is used leads whoever is signed in to the beginning of their own space.
    expect(named.filter(({ status, at }) => status < 400 && at !== '/welcome').map(short)).toEqual([])
    expect(answers.filter(({ text }) => hasWords(text)).map(short)).toEqual([])
  })

  test('nor does a stranger on the first one, but for what is public', async () => {
    const stranger = await open(phone, slug)
    await stranger.goto('/sign-in')
    const answers = await retrace(stranger, trail())
    const inside = ({ status, at }: Answer) => status < 400 && !publicDoors.test(at)
    expect(answers.filter(inside).map(short)).toEqual([])
    expect(answers.filter(({ text }) => hasWords(text)).map(short)).toEqual([])
  })
})

const short = ({ method, path, status, at }: Answer) => `${method} ${path} ${status} ${at}`
const publicDoors = /^\/(sign-in|verify|invitation|verification|manifest|app-icon)/
const hasWords = (text: string) =>
  [learnerMail, instructorMail, 'Lena Sommer', 'See how it moves'].some((word) => text.includes(word))
