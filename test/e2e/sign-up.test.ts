import { expect, test } from 'vitest'
import { useChromium } from './support/chromium'

const { open } = useChromium()

test('an address that was typed while a suggestion was on its way stays', async () => {
  const page = await open()
  await page.route('**/sign-up/address?*organization*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    await route.continue()
  })
  await page.goto('/sign-up')
  const address = page.locator('input[name=slug]')
  await page.getByLabel('Organization').fill('The Hive')
  await expect.poll(() => address.inputValue()).toBe('the-hive')
  const answered = page.waitForResponse(/organization=The\+Hive\+of\+Bees|organization=The%20Hive%20of%20Bees/)
  await page.getByLabel('Organization').fill('The Hive of Bees')
  await page.waitForTimeout(350)
  await address.fill('')
  await address.pressSequentially('bees', { delay: 100 })
  await answered
  await page.getByLabel('Your name').fill('Olga')
  expect(await address.inputValue()).toBe('bees')
})

test('what was typed stays when one chooses another language, and a password does not', async () => {
  const page = await open()
  await page.goto('/sign-up')
  await page.getByLabel('Organization').fill('The Hive')
  await page.locator('input[name=slug]').fill('hive-of-ours')
  await page.getByLabel('Password').fill('a quiet reading room')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.locator('html[lang=de]').waitFor()
  const said = () =>
    Promise.all(['organization', 'slug', 'password'].map((name) => page.locator(`input[name=${name}]`).inputValue()))
  await expect.poll(said).toEqual(['The Hive', 'hive-of-ours', ''])
})
