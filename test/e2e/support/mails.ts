import type { Page } from 'playwright-core'
import { originOf } from './chromium'

type Mail = { to: string; subject: string; text: string }

/** The link in the newest mail to somebody whose subject matches; waits for it. `besides`: one that was read already. */
export async function linkFromMail(page: Page, to: string, subject: RegExp, besides?: string): Promise<string> {
  for (let tries = 0; tries < 80; tries++) {
    const mail = (await readMails(page)).find((one) => one.to === to && subject.test(one.subject))
    const link = mail && /https?:\/\/\S+/.exec(mail.text)?.[0]
    if (link && link !== besides) return link
    await page.waitForTimeout(250)
  }
  throw new Error(`No mail to ${to} about ${subject}`)
}

/** Node does not resolve subdomains of localhost on every machine, so the browser asks. */
async function readMails(page: Page): Promise<Mail[]> {
  const reader = await page.context().newPage()
  await reader.goto(`${originOf()}/dev/mail.json`)
  const mails = JSON.parse((await reader.locator('body').textContent()) ?? '[]') as Mail[]
  await reader.close()
  return mails
}
