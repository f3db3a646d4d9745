import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let quiz = ''

beforeAll(async () => {
  ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
})

describe('an exam with a code', () => {
  test('gets its code, and one learner another time limit', async () => {
    const course = await makeCourse(ian, 'Behind a code')
    await addItem(ian, course, 'quiz', 'The exam')
    quiz = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.getByRole('link', { name: 'Short answer' }).click()
    await ian.locator('textarea[name=prompt]').fill('Who keeps the bees?')
    await ian.locator('textarea[name=accepted]').fill('the keeper')
    await ian.locator('form:has(textarea[name=prompt])').getByRole('button', { name: 'Save' }).click()
    await ian.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
    await ian.getByLabel('Time limit').fill('30')
    await ian.getByLabel('Access code').fill('Bees 2027')
    await ian.getByRole('button', { name: 'Save settings' }).click()
    await ian.getByText('The settings are saved.').first().waitFor()
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
    await ian.goto(`${quiz}/overrides`)
    const leo = await ian.locator('select[name=for] option[value^="user:"]').first().getAttribute('value')
    await ian.locator('select[name=for]').selectOption(leo)
    await ian.getByLabel('Time limit').fill('90')
    await ian.getByRole('button', { name: 'Set it for them' }).click()
    await ian.getByText('Time limit: 1 hour').or(ian.getByText('Time limit: 90')).first().waitFor()
  })

  test('begins with the code alone, and what is answered without a connection arrives when it is back', async () => {
    const leo = await open(phone, 'acme')
    await signIn(leo, 'learner2@acme.example')
    await leo.goto(quiz)
    await leo.getByLabel('Access code').fill('Wasps')
    await leo.getByRole('button', { name: 'Start' }).click()
    await leo.getByText('This is not the code').first().waitFor()
    await leo.getByLabel('Access code').fill('bees 2027')
    await leo.getByRole('button', { name: 'Start' }).click()
    await leo.waitForURL(/\/attempts\//)
    await leo.context().setOffline(true)
    await leo.getByLabel('Your answer').fill('the keeper')
    await leo.getByText('Saved on this device').waitFor()
    await leo.context().setOffline(false)
    await expect.poll(() => leo.locator('[data-saved]').getAttribute('data-state'), { timeout: 15_000 }).toBe('saved')
    await leo.reload()
    expect(await leo.getByLabel('Your answer').inputValue()).toBe('the keeper')

    // Killed in the middle of it, without a connection: it waits on the device, and another page brings it back.
    const { pathname } = new URL(leo.url())
    await leo.context().setOffline(true)
    await leo.getByLabel('Your answer').fill('the bee keeper')
    await leo.getByText('Saved on this device').waitFor()
    const context = leo.context()
    await leo.close({ runBeforeUnload: false })
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(pathname)
    await expect.poll(() => again.getByLabel('Your answer').inputValue()).toBe('the bee keeper')
    await expect.poll(() => again.locator('[data-saved]').getAttribute('data-state'), { timeout: 15_000 }).toBe('saved')

    // Two places with different answers: the one that is kept is shown, and the other can be taken instead.
    const [asked] = await again.$$eval('[data-question]', (all) =>
      all.map((one) => ({
        versionId: (one as HTMLElement).dataset.question,
        revision: Number((one as HTMLElement).dataset.revision),
      })),
    )
    await again.evaluate(
      ([url, next]) =>
        fetch(url!, { method: 'PUT', body: new URLSearchParams({ revision: next!, value: 'elsewhere' }) }),
      [`${pathname}/responses/${asked!.versionId}`, String(asked!.revision + 5)],
    )
    await again.getByLabel('Your answer').fill('here')
    await again.getByText('Your answer from here was: here').waitFor()
    expect(await again.getByLabel('Your answer').inputValue()).toBe('elsewhere')
    await again.getByRole('button', { name: 'Take my answer from here' }).click()
    await expect.poll(() => again.locator('[data-saved]').getAttribute('data-state')).toBe('saved')
    await again.reload()
    expect(await again.getByLabel('Your answer').inputValue()).toBe('here')
  })
})
