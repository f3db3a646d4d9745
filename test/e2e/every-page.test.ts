import { beforeAll, describe, expect, inject, test } from 'vitest'
import { languages, pairsOf, themes, widths } from '../../bin/lib/sweep/combinations.ts'
import { readScripts, scriptsOf, sheetsOf } from '../../bin/lib/sweep/sheets.ts'
import { kindOf, type Role, roles } from '../../bin/lib/sweep/stands.ts'
import { type Swept, sweep } from '../../bin/lib/sweep/sweep.ts'

/** Doors that answer with something else than a page; the last has one only while the organization is closed. */
const noPages = [
  'GET /robots.txt',
  'GET /hand-over',
  'GET /submissions/:id',
  'GET /uploads/:id',
  'GET /courses/:id/roster/socket',
  'GET /chat/:id/changes',
  'GET /chat/:id/names',
  'GET /chat/:id/socket',
  'GET /forums/:id/socket',
  'GET /forums/:id/threads/:thread/since',
  'GET /calendars/:secret',
  'GET /service-worker.js',
  'GET /media/:id{[0-9a-f-]{36}}/thumbnail',
  'GET /media/:id{[0-9a-f-]{36}}/tracks/:track{[0-9a-f-]{36}}',
  'GET /reopening',
]

/** Those whose phones and lines we know nothing about. */
const guests: Role[] = ['learner', 'observer', 'visitor', 'passer-by']

let swept: Swept
beforeAll(async () => {
  swept = await sweep(inject('port'), 'pairwise')
}, 600_000)

describe('every page, with people, themes, widths and languages that meet in pairs', () => {
  test('is among those looked at, hardly more than once', () => {
    expect(swept.unseen.filter((door) => !noPages.includes(door))).toEqual([])
    const kinds = swept.sights.map(({ stand }) => kindOf(stand))
    expect(kinds.length).toBeGreaterThan(65)
    expect(kinds.length - new Set(kinds).size).toBeLessThan(20)
  })

  test('leaves out no pair', () => {
    const seen = new Set(swept.sights.flatMap(pairsOf))
    const values = [roles, themes, widths.map(String), languages]
    const pairs = values.flatMap((some, i) =>
      values.slice(i + 1).flatMap((others) => some.flatMap((one) => others.map((other) => `${one} & ${other}`))),
    )
    expect(pairs.length).toBeGreaterThan(150)
    expect(pairs.filter((pair) => !seen.has(pair))).toEqual([])
  })

  test('has no fault that axe, the validator, the keyboard or a narrow screen can find', () => {
    expect(swept.findings.map(({ what, where }) => `${what} (${where.length} times, ${where[0]})`)).toEqual([])
  })

  test('asks for no more than 15 KB of style sheets where learners and visitors come', () => {
    const pages = swept.stands.filter(({ role }) => guests.includes(role))
    const asked = pages.map((stand) => {
      const sheets = sheetsOf(stand.html, swept.sheets)
      const gzip = sheets.reduce((sum, sheet) => sum + sheet.gzip, 0)
      return { kind: `${stand.role} ${kindOf(stand)}`, names: sheets.map(({ name }) => name).join(' '), gzip }
    })
    expect(new Set(asked.map(({ names }) => names)).size).toBeGreaterThan(6)
    expect(asked.filter(({ names }) => !names.includes('css/lyceum.css'))).toEqual([])
    expect(asked.filter(({ gzip }) => gzip > 15_000)).toEqual([])
  })

  test('asks for no more than 25 KB of script where learners and visitors come', async () => {
    const scripts = await readScripts()
    const pages = swept.stands.filter(({ role }) => guests.includes(role))
    const asked = pages.map((stand) => {
      const own = scriptsOf(stand.html, scripts)
      const gzip = own.reduce((sum, script) => sum + script.gzip, 0)
      return { kind: `${stand.role} ${kindOf(stand)}`, names: own.map(({ name }) => name).join(' '), gzip }
    })
    expect(new Set(asked.map(({ names }) => names)).size).toBeGreaterThan(2)
    expect(asked.some(({ kind, names }) => kind.includes('/lessons/:id') && names.includes('js/app.js'))).toBe(true)
    expect(asked.filter(({ gzip }) => gzip > 25_000)).toEqual([])
  })
})
