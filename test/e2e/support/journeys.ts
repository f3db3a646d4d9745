import type { Page } from 'playwright-core'
import { originOf } from './chromium'

export const ownerPassword = 'an unhurried afternoon'

/** Signs a new organization up through the form; the page then stands on its own subdomain, signed in. */
export async function signUp(page: Page, slug: string, organization: string): Promise<string> {
  await page.goto(`${originOf()}/sign-up`)
  await page.getByLabel('Organization').fill(organization)
  await page.locator('input[name=slug]').fill(slug)
  await page.getByLabel('Your name').fill('Olga Owner')
  await page.getByLabel(/e-mail/i).fill(`olga@${slug}.example`)
  await page.locator('input[type=password]').fill(ownerPassword)
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Create the space' }).click()
  await page.waitForURL((url) => url.hostname.startsWith(`${slug}.`) && url.pathname === '/welcome')
  return originOf(slug)
}

type Mail = { to: string; subject: string; text: string }

/** The link in the newest mail to somebody whose subject matches; waits for it. */
export async function linkFromMail(page: Page, to: string, subject: RegExp): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const mails = await readMails(page)
    const mail = mails.find((one) => one.to === to && subject.test(one.subject))
    const link = mail && /https?:\/\/\S+/.exec(mail.text)?.[0]
    if (link) return link
    await page.waitForTimeout(250)
  }
  throw new Error(`No mail to ${to} about ${subject}`)
}

/** Node does not resolve subdomains of localhost on every machine, so the page itself asks. */
async function readMails(page: Page): Promise<Mail[]> {
  const context = page.context()
  const reader = await context.newPage()
  await reader.goto(`${originOf()}/dev/mail.json`)
  const mails = JSON.parse((await reader.locator('body').textContent()) ?? '[]') as Mail[]
  await reader.close()
  return mails
}

export async function confirmAddress(page: Page, email: string): Promise<void> {
  await page.goto(await linkFromMail(page, email, /confirm/i))
  await page.getByRole('button', { name: /confirm it/i }).click()
  await page.waitForURL((url) => url.pathname !== '/verification')
}

/** A slug that no other test of this run has. */
export const freshSlug = (name: string) => `${name}-${Math.random().toString(36).slice(2, 8)}`
