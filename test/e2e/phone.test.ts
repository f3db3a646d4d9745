import { beforeAll, describe, expect, test } from 'vitest'
import { phone, useChromium } from './support/chromium'
import { signIn } from './support/people'
import { sampleOutline } from './support/teaching'

const { open } = useChromium()
let olga: Awaited<ReturnType<typeof open>>

beforeAll(async () => {
  olga = await open(phone, 'acme')
  await signIn(olga, 'olga@acme.example')
})

describe('on a phone', () => {
  test('people are cards that one picks, and nothing lies off to the side', async () => {
    await olga.goto('/people')
    const box = olga.locator('.table-box')
    expect(await box.evaluate((el) => el.scrollWidth - el.clientWidth)).toBe(0)
    const rows = olga.locator('tbody [role=row]')
    expect(await rows.count()).toBeGreaterThan(10)
    expect(await rows.first().locator('[role=rowheader]').count()).toBe(1)
    for (const place of [1, 2]) await rows.nth(place).locator('.pick').check()
    expect(await olga.locator('.selection .count').textContent()).toBe('2')
    await olga.locator('.selection details:has([name=role]) > summary').click()
    await olga.locator('.selection details:has([name=role]) [name=act]').click({ trial: true })
  })

  test('a menu at the lower edge opens upwards', async () => {
    await olga.goto('/courses')
    await olga.goto(await sampleOutline(olga))
    const lower = olga.locator('.item .menu > summary').nth(1)
    await lower.evaluate((el) => scrollBy(0, el.getBoundingClientRect().bottom - innerHeight + 80))
    await lower.click()
    const list = (await olga.locator('.menu[open] .menu-list').boundingBox())!
    const bar = (await olga.locator('.main-nav').boundingBox())!
    expect(list.y).toBeGreaterThan(0)
    expect(list.y + list.height).toBeLessThan(bar.y)
  })
})
