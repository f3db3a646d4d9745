import type { Locator, Page } from 'playwright-core'

const MOST_STOPS = 150

/** Goes with Tab from where the keyboard is until it stands on `goal`; every stop on the way must be seen. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(unseenStop)
    if (hidden) throw new Error(`The keyboard stands where nobody sees it: ${hidden}`)
  }
  throw new Error(`Not reached with ${MOST_STOPS} stops: ${goal}`)
}

/** Tabs to a button, a link or a field and presses Enter on it. */
export async function enter(page: Page, goal: Locator): Promise<void> {
  await tabTo(page, goal)
  await page.keyboard.press('Enter')
}

/** Tabs to a field and writes over what stands in it. */
export async function write(page: Page, goal: Locator, text: string): Promise<void> {
  await tabTo(page, goal)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Runs in the page: the stop that is out of sight, or lies under something that floats. */
function unseenStop(): string | null {
  const stop = document.activeElement
  if (!stop || stop === document.body) return null
  const { left, top, width, height } = stop.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2]
  if (width < 4 || height < 4) return null // its label shows the ring
  const inside = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
  const over = inside ? document.elementFromPoint(x, y) : null
  let lid: Element | null = over && !stop.contains(over) && !over.contains(stop) ? over : null
  while (lid && !lid.contains(stop) && !/sticky|fixed/.test(getComputedStyle(lid).position)) lid = lid.parentElement
  const covered = lid !== null && !lid.contains(stop)
  return inside && !covered ? null : `${stop.outerHTML.slice(0, 120)} at ${Math.round(x)}, ${Math.round(y)}`
}
