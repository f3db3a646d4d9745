import type { Page } from 'playwright-core'
import { hasScript } from './chromium'
import { someCourse, someFilm } from './files'

/** Imports a folder of Markdown, previewed before it is made; gives the course's path. */
export async function importCourse(page: Page, archive = someCourse()): Promise<string> {
  await page.goto('/imports/new')
  await page.locator('#file').setInputFiles(await archive)
  // With a script it goes on by itself when the file has arrived.
  if (!hasScript(page)) await page.getByRole('button', { name: 'Look inside' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: 'Import the course' }).first().click()
  await page.getByRole('link', { name: 'Open the course' }).click({ timeout: 60_000 })
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}/)
  return /\/courses\/[0-9a-f-]{36}/.exec(page.url())![0]
}

/** The outline of the sample's course that has something of everything, whatever other tests make beside it. */
export async function sampleOutline(page: Page): Promise<string> {
  await page.goto('/courses?q=Spreadsheets')
  const link = page.getByRole('main').getByRole('link', { name: 'Spreadsheets that do not lie' })
  return new URL((await link.first().getAttribute('href'))!, page.url()).pathname
}

/** A course is made from its title; gives its path. */
export async function makeCourse(page: Page, title: string): Promise<string> {
  await page.goto('/courses')
  await page.locator('main input[name=title]').fill(title)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}/)
  return /\/courses\/[0-9a-f-]{36}/.exec(page.url())![0]
}

type Kind = 'lesson' | 'quiz' | 'assignment' | 'forum'

/** Adds an item to the last module and opens its editor. */
export async function addItem(page: Page, course: string, kind: Kind, title: string): Promise<void> {
  await page.goto(`${course}/outline`)
  const form = page.locator('form[action*="/items?"]').last()
  await form.locator('select[name=kind]').selectOption(kind)
  await form.locator('input[name=title]').fill(title)
  await form.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('link', { name: title }).first().click()
  await page.waitForURL(/\/edit$/)
}

/** Acts on an item through its menu in the outline. */
async function openMenu(page: Page, course: string, title: string) {
  await page.goto(`${course}/outline`)
  const item = page.locator('li.item', { hasText: title })
  await item.locator('summary').click()
  return item
}

export async function publishItem(page: Page, course: string, title: string): Promise<void> {
  const item = await openMenu(page, course, title)
  await item.getByRole('button', { name: 'Publish' }).click()
  await item.getByText(/^(Published|Opens with the course)$/).waitFor()
}

/** A lesson with a film and its captions, done when half of the film was watched; without a script, when it is opened. */
export async function addFilm(page: Page, course: string, title: string): Promise<void> {
  const { film, captions } = someFilm()
  await addItem(page, course, 'lesson', title)
  await page.locator('#add-file').setInputFiles(film)
  if (!hasScript(page)) await page.getByRole('button', { name: 'Upload' }).click()
  const block = page.locator('[data-block-id]:has(video)')
  // With a script what is new stands open.
  if (!hasScript(page)) await block.locator('details.edit-fields > summary').click()
  await block.getByRole('link', { name: 'Add captions' }).click()
  await page.getByLabel('Captions file').setInputFiles(captions)
  await page.getByRole('button', { name: 'Add captions' }).click()
  await page.getByText(hasScript(page) ? 'Remove English' : 'Captions in English are there.').waitFor()
  if (hasScript(page)) await completeByWatching(page, course, title)
  await publishItem(page, course, title)
}

async function completeByWatching(page: Page, course: string, title: string): Promise<void> {
  const item = await openMenu(page, course, title)
  await item.getByRole('link', { name: 'Completion and dates' }).click()
  await item.locator('select[name=completion]').selectOption('video')
  await item.locator('input[name=amount]').fill('50')
  await item.getByRole('button', { name: 'Save' }).click()
  await item.locator('select[name=completion]').waitFor({ state: 'detached' })
}

/** A quiz of two questions, to be passed. */
export async function addQuiz(page: Page, course: string, title: string): Promise<void> {
  await addItem(page, course, 'quiz', title)
  await addStatement(page, 'What was kept can be found again.')
  await addStatement(page, 'It is too late to begin today.', false)
  await publishItem(page, course, title)
}

async function addStatement(page: Page, prompt: string, isTrue = true): Promise<void> {
  await page.getByRole('link', { name: 'True or false' }).click()
  const form = page.locator('form:has(textarea[name=prompt])')
  await form.locator('textarea[name=prompt]').fill(prompt)
  await form.getByLabel(isTrue ? 'True' : 'False', { exact: true }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.locator('.question-card', { hasText: prompt }).waitFor()
  await page.locator('textarea[name=prompt]').waitFor({ state: 'detached' })
}

/** With a certificate at its end. */
export async function publish(page: Page, course: string): Promise<void> {
  await page.goto(`${course}/settings`)
  await page.locator('input[name=certificate]').check()
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.goto(`${course}/outline`)
  await page.getByRole('button', { name: 'Publish course' }).click()
  await page.getByRole('button', { name: 'Unpublish' }).waitFor()
}

/** Publishes the course and enrolls people whom the organization knows. */
export async function publishTo(page: Page, course: string, ...emails: string[]): Promise<void> {
  await page.goto(`${course}/outline`)
  await page.getByRole('button', { name: 'Publish course' }).click()
  await page.getByRole('button', { name: 'Unpublish' }).waitFor()
  for (const email of emails) {
    await page.goto(`${course}/roster`)
    const before = await page.locator('table [role=rowheader], table th[scope=row]').count()
    const form = page.locator('.enroll-people')
    if (!(await form.locator('[name=who]').isVisible())) await form.locator('summary').click()
    await form.locator('[name=who]').fill(email)
    await form.locator('button[type=submit]').click()
    await page.locator('table [role=rowheader], table th[scope=row]').nth(before).waitFor()
  }
}
