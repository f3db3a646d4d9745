import { beforeAll, describe, expect, inject, test } from 'vitest'
import { type Swept, sweep } from '../../bin/lib/sweep/sweep.ts'

/** Doors that answer with something else than a page. */
const noPages = [
  'GET /robots.txt',
  'GET /hand-over',
  'GET /submissions/:id',
  'GET /uploads/:id',
  'GET /courses/:id/roster/socket',
  'GET /media/:id{[0-9a-f-]{36}}/thumbnail',
  'GET /media/:id{[0-9a-f-]{36}}/tracks/:track{[0-9a-f-]{36}}',
]

let swept: Swept
beforeAll(async () => {
  swept = await sweep(inject('port'), 'pairwise')
}, 600_000)

describe('every page, for everybody, in every theme, width and direction', () => {
  test('is among those looked at', () => {
    expect(swept.unseen.filter((door) => !noPages.includes(door))).toEqual([])
    expect(new Set(swept.stands.map(({ role }) => role)).size).toBe(6)
    expect(swept.stands.length).toBeGreaterThan(120)
    expect(swept.sights).toBeGreaterThan(180)
  })

  test('has no fault that axe, the validator, the keyboard or a narrow screen can find', () => {
    expect(swept.findings.map(({ what, where }) => `${what} (${where.length} times, ${where[0]})`)).toEqual([])
  })
})
