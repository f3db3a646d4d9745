import { pairwise, type Sight, whole } from './combinations.ts'
import { axeFaults, faultsOf, type Looker, launch, openLooker, setScreen, show, turn } from './look.ts'
import { markupFaults } from './markup.ts'
import { type Stand, walk } from './stands.ts'

export type Finding = { what: string; where: string[] }
export type Swept = { stands: Stand[]; sights: number; unseen: string[]; findings: Finding[] }

/** Looks at every page of the sample organization: `pairwise` on well-chosen screens, `whole` on all of them. */
export async function sweep(port: number, extent: 'pairwise' | 'whole', workers = 2): Promise<Swept> {
  const { stands, cookies, broken, unseen } = await walk(port)
  const findings = new Map<string, string[]>()
  const note = (door: string, where: string, faults: string[]) => {
    for (const fault of faults) {
      const what = `${door} ${withoutIds(fault)}`
      findings.set(what, [...(findings.get(what) ?? []), where])
    }
  }
  note('', 'links', broken)
  for (const { door, role, path, html } of stands) note(door, `${role} ${path}`, await markupFaults(html))

  const sights = extent === 'whole' ? whole(stands) : pairwise(stands)
  const browser = await launch()
  try {
    const lookers = new Map<string, Promise<Looker>>()
    const looker = (worker: number, { stand: { role }, direction }: Sight) => {
      const key = `${worker} ${role} ${direction}`
      if (!lookers.has(key)) lookers.set(key, openLooker(browser, { cookie: cookies[role], direction }))
      return lookers.get(key)!
    }
    const onePage = ({ stand, direction }: Sight) => `${stand.role} ${stand.path} ${direction}`
    const queue = extent === 'whole' ? [...Map.groupBy(sights, onePage).values()] : sights.map((one) => [one])
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let group = queue.shift(); group; group = queue.shift()) {
          const eyes = await looker(worker, group[0]!)
          for (const [sight, faults] of await lookAt(eyes, port, group)) note(sight.stand.door, placeOf(sight), faults)
        }
      }),
    )
  } finally {
    await browser.close()
  }
  const list = [...findings].map(([what, where]) => ({ what, where })).sort((a, b) => (a.what < b.what ? -1 : 1))
  return { stands, sights: sights.length, unseen, findings: list }
}

/** One page on several screens: loaded once, in full in light, for its colours only in the other themes. */
async function lookAt(looker: Looker, port: number, [first, ...others]: Sight[]): Promise<[Sight, string[]][]> {
  if (!first) return []
  await show(looker, port, first)
  const found: [Sight, string[]][] = [[first, await faultsOf(looker)]]
  for (const sight of others) {
    await setScreen(looker.page, sight)
    await turn(looker.page, sight)
    const faults = sight.theme === 'light' ? await faultsOf(looker) : await axeFaults(looker.page, 'colours')
    found.push([sight, faults])
  }
  return found
}

const placeOf = ({ stand, theme, width, direction }: Sight) =>
  `${stand.role} ${stand.path} ${theme} ${width} ${direction}`

const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\d{6,}/g, '…')
