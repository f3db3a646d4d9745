import type { Page } from 'playwright-core'
import { originOf } from './chromium'
import { linkFromMail } from './mails'

export const ownerPassword = 'an unhurried afternoon'

/** A slug that no other test of this run has. */
export const freshSlug = (name: string) => `${name}-${Math.random().toString(36).slice(2, 8)}`

/** Signs a new organization up through the form; the page then stands on its own subdomain, signed in. */
export async function signUp(page: Page, slug: string, organization: string): Promise<void> {
  await page.goto(`${originOf()}/sign-up`)
  await page.getByLabel('Organization').fill(organization)
  await page.locator('input[name=slug]').fill(slug)
  await page.getByLabel('Your name').fill('Olga Owner')
  await page.getByLabel(/e-mail/i).fill(`olga@${slug}.example`)
  await page.locator('input[type=password]').fill(ownerPassword)
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Create the space' }).click()
  await page.waitForURL((url) => url.hostname.startsWith(`${slug}.`) && url.pathname === '/welcome')
}

export async function confirmAddress(page: Page, email: string): Promise<void> {
  await page.goto(await linkFromMail(page, email, /confirm/i))
  await page.getByRole('button', { name: /confirm it/i }).click()
  await page.waitForURL((url) => url.pathname !== '/verification')
}

/** Signs in; as one of acme's seeded people without a password. */
export async function signIn(page: Page, email: string, password = 'a quiet reading room'): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Invites by mail into the organization's first course. */
export async function invite(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/people/invitations')
  await page.locator('textarea[name=emails]').fill(`${name} <${email}>`)
  await page.locator('input[name=courseIds]').first().check()
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByRole('heading', { name: /invit/i }).first().waitFor()
}

/** Invites by mail somebody who will make courses. */
export async function inviteInstructor(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/people/invitations')
  await page.locator('textarea[name=emails]').fill(`${name} <${email}>`)
  await page.locator('input[name=role][value=instructor]').check()
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByText(email).first().waitFor()
}

/** On the page of an invitation: a name, a password, and in. */
export async function comeIn(page: Page, name: string): Promise<void> {
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[type=password]').fill('slow mornings with tea')
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.waitForURL((url) => url.pathname !== '/invitation')
}
