import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let ian: Page
let leo: Page
let course = ''
let work = ''

beforeAll(async () => {
  ian = await open({ ...desktop, javaScriptEnabled: false }, 'acme')
  leo = await open(phone, 'acme')
  await signIn(ian, 'ian@acme.example')
  await signIn(leo, 'learner2@acme.example')
})

describe('work is marked by a rubric', () => {
  test('which its author writes on one page, without JavaScript', async () => {
    course = await makeCourse(ian, 'Letters')
    await addItem(ian, course, 'assignment', 'A letter of thanks')
    work = new URL(ian.url()).pathname.replace(/\/edit$/, '')
    await ian.goto(`${course}/rubrics/new`)
    await ian.locator('input[name=title]').fill('A letter')
    const criterion = ian.locator('.rubric-criteria > li')
    const fill = async (place: number, title: string, levels: [string, string][]) => {
      const one = criterion.nth(place)
      await one.locator('input[name=criterionTitle]').fill(title)
      for (const [n, [points, name]] of levels.entries()) {
        await one.locator(`input[name=levelPoints-${place}]`).nth(n).fill(points)
        await one.locator(`input[name=levelTitle-${place}]`).nth(n).fill(name)
      }
    }
    await fill(0, 'Warmth', [
      ['3', 'It warms'],
      ['0', 'It does not'],
    ])
    await fill(1, 'Length', [
      ['1', 'One page'],
      ['0', 'More'],
    ])
    await ian.getByRole('button', { name: 'Save' }).click()
    await ian.getByText('Together they give up to 4 points').waitFor()
    await ian.goto(`${work}/edit`)
    await ian.locator('select[name=rubricId]').selectOption({ label: 'A letter' })
    await ian.getByLabel('Points').fill('20')
    await ian.getByRole('button', { name: 'Save' }).click()
    await ian.getByRole('button', { name: 'Publish', exact: true }).click()
    await publishTo(ian, course, 'learner2@acme.example')
  })

  test('a learner reads it, and hands in', async () => {
    await leo.goto(work)
    await leo.getByText('It warms').waitFor()
    await leo.locator('textarea[name=text]').fill('Thank you for the bees.')
    await leo.getByRole('button', { name: 'Hand in', exact: true }).click()
    await leo.getByText('Waits for a mark').waitFor()
  })

  test('what a marker has chosen outlives the tab, and the learner sees it once it is released', async () => {
    const marker = await open(desktop, 'acme')
    await signIn(marker, 'ian@acme.example')
    await marker.goto(`${course}/marking`)
    await marker.locator('#marking a[href*="/submissions/"]').first().click()
    await marker.getByLabel(/It warms/).check()
    await marker.locator('[data-saved][data-state=saved]').waitFor()
    const page = marker.url()
    await marker.goto('about:blank')
    await marker.goto(page)
    expect(await marker.getByLabel(/It warms/).isChecked()).toBe(true)
    await leo.reload()
    await leo.getByText('Waits for a mark').waitFor()
    await marker.getByLabel(/^More/).check()
    await marker.getByText('The rubric gives 15 of 20').waitFor()
    await marker.getByLabel('About “Warmth”').fill('I felt it.')
    await marker.keyboard.press('Control+Enter')
    await marker.waitForURL(/\/courses\/[^/]+\/marking/)
    await leo.reload()
    await leo.getByText('15 of 20 points').waitFor()
    await leo.getByText('I felt it.').waitFor()
  })
})
