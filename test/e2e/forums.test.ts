import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { enter, write } from './support/keys'
import { signIn } from './support/people'
import { addItem, makeCourse, publishItem, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let leo: Page
let thread = ''

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  const course = await makeCourse(ian, 'Read together')
  await addItem(ian, course, 'forum', 'The reading circle')
  await publishItem(ian, course, 'The reading circle')
  await publishTo(ian, course, 'learner2@acme.example', 'learner6@acme.example')
  await ian.goto(course)
  await ian.getByRole('link', { name: 'The reading circle' }).first().click()
  leo = await open(phone, 'acme')
  await signIn(leo, 'learner2@acme.example')
}, 120_000)

describe('a forum', () => {
  test('is talked in by two at once: what one writes stands before the other, whose words and place stay', async () => {
    await ian.getByRole('link', { name: 'Open a thread' }).first().click()
    await ian.getByLabel('What it is about').fill('Behind the door')
    await ian.getByLabel('Your words').fill('What stands there?')
    await ian.getByRole('button', { name: 'Open the thread' }).click()
    await ian.getByRole('heading', { name: 'Behind the door' }).waitFor()
    thread = new URL(ian.url()).pathname
    await ian.getByLabel('Your words').fill('Half a sentence')
    await leo.goto(thread)
    await write(leo, leo.getByLabel('Your words'), 'A garden, I think.')
    await enter(leo, leo.getByRole('button', { name: 'Send the reply' }))
    await leo.waitForURL(/#reply-/)
    const heard = ian.locator('article', { hasText: 'A garden, I think.' })
    await heard.waitFor({ timeout: 5_000 })
    expect(await ian.getByLabel('Your words').inputValue()).toBe('Half a sentence')
    expect(await ian.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('body')
    await heard.getByText('React').locator('xpath=..').click()
    await heard.getByRole('button', { name: 'Thanks' }).click()
    await leo
      .locator('article', { hasText: 'A garden, I think.' })
      .getByText('Thanks: 1')
      .waitFor({ state: 'attached' })
  })

  test('gives what was missed when the line is back', async () => {
    await leo.context().setOffline(true)
    await ian.reload()
    await ian.getByLabel('Your words').fill('Said while you were away.')
    await ian.getByRole('button', { name: 'Send the reply' }).click()
    await ian.waitForURL(/#reply-/)
    expect(await leo.getByText('Said while you were away.').count()).toBe(0)
    await leo.context().setOffline(false)
    await leo.getByText('Said while you were away.').waitFor({ timeout: 20_000 })
    expect(await leo.getByText('Said while you were away.').count()).toBe(1)
  })

  test('works without JavaScript', async () => {
    const mia = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
    await signIn(mia, 'learner6@acme.example')
    await mia.goto(thread)
    await mia.getByRole('link', { name: 'Reply', exact: true }).first().click()
    await mia.getByLabel('Your words').fill('Without a script.')
    await mia.getByRole('button', { name: 'Send the reply' }).click()
    await mia.getByText('Without a script.').waitFor()
    await leo.getByText('Without a script.').waitFor({ timeout: 5_000 })
  })
})
