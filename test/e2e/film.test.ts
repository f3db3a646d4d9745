import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { desktop, useChromium } from './support/chromium'
import { someFilm } from './support/files'
import { signIn } from './support/people'
import { addItem, makeCourse, publishTo } from './support/teaching'

const { open } = useChromium()
let lesson: string

beforeAll(async () => {
  const ian = await open(desktop, 'acme')
  await signIn(ian, 'ian@acme.example')
  const course = await makeCourse(ian, 'To see and to hear')
  await addItem(ian, course, 'lesson', 'A film and a recording')
  lesson = new URL(ian.url()).pathname.replace(/\/edit$/, '')
  const { film, captions } = someFilm()
  for (const [n, file] of [film, recording(24)].entries()) {
    await ian.locator('#add input[type=file]').setInputFiles(file)
    const block = ian.locator('.edit-block').nth(n)
    await block.locator('textarea[name=chapters]').fill('0:05 The first\n0:12 The second')
    await ian.locator('[data-state="saved"]').waitFor()
    await block.getByRole('link', { name: 'Add captions' }).click()
    await ian.getByLabel('Captions file').setInputFiles(captions)
    await ian.getByRole('button', { name: 'Add captions' }).click()
    await ian.getByText('Remove English').first().waitFor()
    await ian.goto(`${lesson}/edit`)
  }
  await ian.getByRole('button', { name: 'Publish', exact: true }).click()
  await publishTo(ian, course, 'learner2@acme.example')
}, 120_000)

describe.each(['video', 'audio'])('a lesson with %s', (kind) => {
  let page: Page
  let box: Locator
  let player: Locator
  const now = () => player.evaluate((one: HTMLMediaElement) => one.currentTime)
  const rate = () => player.evaluate((one: HTMLMediaElement) => one.playbackRate)
  const isPaused = () => player.evaluate((one: HTMLMediaElement) => one.paused)
  const stop = (at?: number) =>
    player.evaluate((one: HTMLMediaElement, at) => {
      one.pause()
      if (at !== undefined) one.currentTime = at
    }, at)

  beforeAll(async () => {
    page = await open(desktop, 'acme')
    await signIn(page, 'learner2@acme.example')
    await page.goto(lesson)
    player = page.locator(`article ${kind}`)
    box = page.locator(`[data-film]:has(${kind})`)
    await page.waitForFunction(
      (kind) => document.querySelector<HTMLMediaElement>(`article ${kind}`)!.readyState > 0,
      kind,
    )
  }, 60_000)

  test('plays as fast as one likes, the next time, too', async () => {
    await box.getByLabel('Speed').selectOption('1.5')
    await expect.poll(rate).toBe(1.5)
    // In another tab, and when the page is opened again.
    const other = await page.context().newPage()
    await other.goto(lesson)
    await expect.poll(() => other.locator(kind).evaluate((one: HTMLMediaElement) => one.playbackRate)).toBe(1.5)
    await expect.poll(() => other.locator(`[data-film]:has(${kind}) [data-speed]`).inputValue()).toBe('1.5')
    await other.close()
    await box.getByLabel('Speed').selectOption('1')
    await expect.poll(rate).toBe(1)
  })

  test('jumps to a chapter', async () => {
    await box.getByRole('link', { name: 'The second' }).click()
    await expect.poll(now).toBeGreaterThanOrEqual(12)
    await stop()
    expect(new URL(page.url()).pathname).toBe(lesson)
    await expect.poll(() => box.locator('.chapters [aria-current]').textContent()).toContain('The second')
  })

  test('says what is said in lines that lead there, and finds words in them', async () => {
    await box.locator('.transcript > summary').click()
    const lines = box.locator('.transcript li')
    await lines.first().waitFor()
    const all = await lines.count()
    expect(all).toBeGreaterThan(1)
    const last = lines.last()
    const word = ((await last.locator('span').last().textContent()) ?? '')
      .split(/\W+/)
      .findLast((one) => one.length > 3)!
    await box.getByLabel('Search in what is said').fill(word.toUpperCase())
    await expect.poll(() => lines.filter({ visible: true }).count()).toBeLessThan(all)
    expect(await last.isVisible()).toBe(true)
    await box.getByLabel('Search in what is said').fill('no such word at all')
    await expect.poll(() => box.getByRole('status').textContent()).toBe('That is not said here.')
    await box.getByLabel('Search in what is said').fill('')
    await expect.poll(() => lines.filter({ visible: true }).count()).toBe(all)
    await stop(0)
    const at = Number(await last.locator('button').getAttribute('data-at'))
    await last.locator('button').click()
    await expect.poll(now).toBeGreaterThanOrEqual(at)
    await stop()
  })

  test('is played by the keys that it names', async () => {
    await stop(2)
    await player.focus()
    const press = (key: string) => page.keyboard.press(key)
    for (const key of ['k', ' ']) {
      await press(key)
      await expect.poll(isPaused).toBe(false)
      await press(key)
      await expect.poll(isPaused).toBe(true)
    }
    await stop(0)
    await press('l')
    await expect.poll(now).toBe(10)
    await press('ArrowRight')
    await expect.poll(now).toBe(15)
    await press('ArrowLeft')
    await expect.poll(now).toBe(10)
    await stop(15)
    await press('j')
    await expect.poll(now).toBe(5)
    await press('.')
    await expect.poll(rate).toBe(1.25)
    await press(',')
    await expect.poll(rate).toBe(1)
    const isMuted = () => player.evaluate((one: HTMLMediaElement) => one.muted)
    await press('m')
    await expect.poll(isMuted).toBe(true)
    await press('m')
    await expect.poll(isMuted).toBe(false)
    if (kind === 'audio') return // nothing to see
    const captions = () => player.evaluate((one: HTMLMediaElement) => one.textTracks[0]!.mode)
    const before = await captions()
    await press('c')
    await expect.poll(captions).not.toBe(before)
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null)
    await press('f')
    await expect.poll(isFull).toBe(true)
    await press('f')
    await expect.poll(isFull).toBe(false)
  })

  test('hears the keys in the places below it as well, but not where one writes', async () => {
    await stop(2)
    await box.locator('.chapters a').first().focus()
    await page.keyboard.press('l')
    await expect.poll(now).toBe(12)
    await box.getByLabel('Search in what is said').focus()
    await page.keyboard.press('l')
    expect(await now()).toBe(12)
    await box.getByLabel('Search in what is said').fill('')
  })
})

test('what was watched while the connection was gone, or the server, is told with the next beat', async () => {
  const page = await open(desktop, 'acme')
  await signIn(page, 'learner2@acme.example')
  const told: { watched?: Record<string, [number, number][]> }[] = []
  const fates = ['fine', 'cut', 'busy', 'fine']
  await page.route('**/items/*/beats', async (route) => {
    told.push(route.request().postDataJSON())
    const fate = fates[told.length - 1] ?? 'fine'
    if (fate === 'cut') await route.abort()
    else if (fate === 'busy') await route.fulfill({ status: 503, body: '' })
    else await route.continue()
  })
  await page.goto(lesson)
  await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('article video')!.readyState > 0)
  const player = page.locator('article video')
  const length = await player.evaluate((one: HTMLMediaElement) => one.duration)
  // Each time one sees another place, and then the end, which sends a beat.
  for (const [n, from] of [1, 5, 9].entries()) {
    await player.evaluate(async (one: HTMLMediaElement, from) => {
      one.muted = true
      one.currentTime = from
      await new Promise((resolve) => one.addEventListener('seeked', resolve, { once: true }))
      await one.play()
    }, from)
    await expect.poll(() => player.evaluate((one: HTMLMediaElement) => one.currentTime)).toBeGreaterThan(from + 1)
    await player.evaluate((one: HTMLMediaElement, to) => {
      one.currentTime = to
    }, length - 0.6)
    await expect.poll(() => told.length, { timeout: 15_000 }).toBe(n + 2)
  }
  const [ranges] = Object.values(told[3]!.watched!)
  for (const from of [1, 5, 9]) expect(ranges!.some(([a, b]) => a <= from + 0.5 && b >= from + 0.8)).toBe(true)
}, 60_000)

/** Silence, in as many seconds. */
function recording(seconds: number) {
  const rate = 8_000
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + seconds * rate, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(seconds * rate, 40)
  return {
    name: 'recording.wav',
    mimeType: 'audio/wav',
    buffer: Buffer.concat([head, Buffer.alloc(seconds * rate, 128)]),
  }
}
