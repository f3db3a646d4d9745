import type { Browser } from 'playwright-core'
import { pairwise, type Sight, whole } from './combinations.ts'
import { axeFaults, faultsOf, type Looker, launch, openLooker, setScreen, show, speak } from './look.ts'
import { markupFaults } from './markup.ts'
import { readSheets, type Sheet, undressedFaults } from './sheets.ts'
import { type Role, type Stand, walk } from './stands.ts'

export type Finding = { what: string; where: string[] }
export type Swept = { stands: Stand[]; sights: Sight[]; unseen: string[]; findings: Finding[]; sheets: Sheet[] }

/** Looks at every page of the sample organization: `pairwise` on well-chosen screens, `whole` on all of them. */
export async function sweep(port: number, extent: 'pairwise' | 'whole', tabs = 3): Promise<Swept> {
  const { stands, cookies, broken, unseen } = await walk(port)
  const sights = extent === 'whole' ? whole(stands) : pairwise(stands)
  const sheets = await readSheets()
  const findings = new Map<string, string[]>()
  const note = (door: string, where: string, faults: string[]) => {
    for (const fault of faults) {
      const what = `${door} ${withoutIds(fault)}`
      findings.set(what, [...(findings.get(what) ?? []), where])
    }
  }
  note('', 'links', broken)
  for (const { door, role, path, html } of new Set(sights.map(({ stand }) => stand)))
    note(door, `${role} ${path}`, await markupFaults(html))

  const browser = await launch()
  try {
    for await (const [sight, faults] of lookAtAll(browser, port, sights, cookies, sheets, tabs))
      note(sight.stand.door, placeOf(sight), faults)
  } finally {
    await browser.close()
  }
  const list = [...findings].map(([what, where]) => ({ what, where })).sort((a, b) => (a.what < b.what ? -1 : 1))
  return { stands, sights, unseen, findings: list, sheets }
}

type Seen = [Sight, string[]]

/** Language by language, because a person reads one at a time; several tabs at once. In the end everybody reads English again. */
async function* lookAtAll(
  browser: Browser,
  port: number,
  sights: Sight[],
  cookies: Record<Role, string>,
  sheets: Sheet[],
  tabs: number,
): AsyncGenerator<Seen> {
  const lookers = await Promise.all(Array.from({ length: tabs }, () => openLooker(browser)))
  const signedIn = Object.values(cookies).filter(Boolean)
  const allSpeak = (language: string) =>
    share(lookers, [...signedIn], (looker, cookie) => speak(looker, port, cookie, language))
  try {
    for (const [language, some] of Map.groupBy(sights, (sight) => sight.language)) {
      await allSpeak(language)
      const groups = [...Map.groupBy(some, ({ stand }) => stand).values()]
      const seen = await share(lookers, groups, (looker, group) => lookAt(looker, port, group, cookies, sheets))
      yield* seen.flat()
    }
  } finally {
    await allSpeak('en')
  }
}

/** Each takes the next thing as soon as it is done with one. */
async function share<Thing, Done>(
  lookers: Looker[],
  things: Thing[],
  act: (looker: Looker, thing: Thing) => Promise<Done>,
): Promise<Done[]> {
  const queue = [...things]
  const done: Done[] = []
  await Promise.all(
    lookers.map(async (looker) => {
      for (let thing = queue.shift(); thing !== undefined; thing = queue.shift()) done.push(await act(looker, thing))
    }),
  )
  return done
}

/** One page on several screens: loaded once, in full for the first and in light, for its colours only in the other themes. */
async function lookAt(
  looker: Looker,
  port: number,
  [first, ...others]: Sight[],
  cookies: Record<Role, string>,
  sheets: Sheet[],
): Promise<Seen[]> {
  if (!first) return []
  await show(looker, port, first, cookies[first.stand.role])
  const faults = await undressedFaults(looker.page, first.stand.html, sheets)
  const found: Seen[] = [[first, [...faults, ...(await faultsOf(looker, first.language))]]]
  for (const sight of others) {
    await setScreen(looker.page, sight)
    const inFull = sight.theme === 'light'
    found.push([sight, inFull ? await faultsOf(looker, sight.language) : await axeFaults(looker.page, 'colours')])
  }
  return found
}

const placeOf = ({ stand, theme, width, language }: Sight) =>
  `${stand.role} ${stand.path} ${theme} ${width} ${language}`

const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\d{6,}/g, '…')
