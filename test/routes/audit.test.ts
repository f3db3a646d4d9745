import { beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '../../worker/db/schema'
import { performAct, undoAct } from '../../worker/domain/admissions'
import { binCourse, createCourse } from '../../worker/domain/courses'
import { editIdentity } from '../../worker/domain/organization'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

const DAY = 86_400_000
let school: School
let ada: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ada = await browse(platform, tenant, cast.ada)
  const identity = { name: 'Acme Evenings', colour: '', locale: 'en', zone: 'UTC', paper: 'a4' } as const
  await editIdentity(tenant, cast.olga, identity)
  await createCourse(tenant, cast.ivy, { title: 'Baking <bread>' })
  const entry = { actorId: cast.ian.id, subjectKind: 'person', subjectId: cast.lena.id, source: 'web' }
  await tenant.db.insert(auditEntries).values([
    { ...entry, id: newId(), at: monday - 3 * DAY, act: 'person.suspend', after: { reason: 'Asked for it' } },
    { ...entry, id: newId(), at: monday - 2 * DAY, act: 'person.something-new' },
    { ...entry, id: newId(), at: monday - DAY, act: 'token.create', actorId: 'token:lyc_abcdef', source: 'api' },
  ])
})

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].slice(1).map(([, row]) =>
    row!
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
const read = async (query = '') => rowsOf((await ada.read(`${urls.audit()}${query}`)).html)

describe('the audit log', () => {
  test('says who did what to what, the newest first', async () => {
    const rows = await read()
    expect(rows.some((row) => row.startsWith('Course made Baking &lt;bread&gt; Ivy Instructor'))).toBe(true)
    expect(rows.some((row) => row.startsWith('Name, colour or language changed'))).toBe(true)
    expect(rows.at(-1)).toContain('Suspended Lena Learner · “Asked for it” Ian Instructor')
    expect(rows.at(-2)).toContain('Something else Lena Learner Ian Instructor')
    expect(rows.at(-3)).toContain('lyc_abcdef (program)')
  })

  test('shows one area, one person, and nothing after a day', async () => {
    const people = await read('?area=people')
    expect(people).toHaveLength(2)
    expect(await read('?q=ivy')).toEqual([expect.stringContaining('Course made')])
    expect((await read('?q=lena')).length).toBe(3)
    expect(await read('?until=2026-02-28')).toHaveLength(2)
    expect((await read('?until=nonsense&area=nothing&after=bent')).length).toBe((await read()).length)
  })

  test('goes on page by page, each entry once', async () => {
    const { tenant, cast } = school
    const many = Array.from({ length: 120 }, (_, i) => ({
      id: newId(),
      at: monday - 10 * DAY - Math.floor(i / 7),
      actorId: cast.ada.id,
      act: 'group.make',
      subjectKind: 'group',
      subjectId: 'none',
      after: { name: `Group number ${i}!` },
    }))
    for (let i = 0; i < many.length; i += 10) await tenant.db.insert(auditEntries).values(many.slice(i, i + 10))
    const seen: string[] = []
    let next: string | undefined = `${urls.audit()}?area=groups`
    for (let pages = 0; next && pages < 9; pages++) {
      const { html } = await ada.read(next)
      seen.push(...[...html.matchAll(/Group number \d+!/g)].map(([name]) => name))
      next = /href="([^"]+)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120])
  })

  test('is for those who run the organization, each for their own', async () => {
    const { platform, tenant, cast } = school
    for (const actor of [cast.ivy, cast.lena])
      expect((await (await browse(platform, tenant, actor)).get(urls.audit())).status).toBe(403)
    const next = await addSchool(platform, 'globex', 'Globex')
    const { html } = await (await browse(platform, next.tenant, next.cast.ada)).read(urls.audit())
    expect(html).not.toContain('Baking')
    expect(rowsOf(html).length).toBeGreaterThan(0)
  })

  test('says what was undone, and to whom', async () => {
    const { tenant, cast } = school
    const personIds = [cast.leo.id, cast.zed.id]
    for (const ids of [personIds, [cast.leo.id]]) {
      const nonce = newId()
      await performAct(tenant, cast.olga, { nonce, kind: 'sign-out', personIds: ids, choice: {} })
      await performAct(tenant, cast.olga, { nonce: `s${nonce}`, kind: 'suspend', personIds: ids, choice: {} })
      await undoAct(tenant, cast.olga, `s${nonce}`)
    }
    const rows = (await read('?area=people')).filter((row) => row.startsWith('Undone'))
    expect(rows[0]).toMatch(/^Undone: Suspended Leo Learner Olga|^Undone: Suspended ?·? ?Leo/)
    expect(rows[1]).toContain('2 people')
  })

  test('leads to what there is, and not to what lies in a bin', async () => {
    const { tenant, cast } = school
    const { id } = await createCourse(tenant, cast.ivy, { title: 'Old bread' })
    const leads = async () => (await ada.read(urls.audit())).html.includes(`href="${urls.course(id)}"`)
    expect(await leads()).toBe(true)
    await binCourse(tenant, cast.olga, id)
    expect(await leads()).toBe(false)
    expect((await read()).some((row) => row.includes('Old bread'))).toBe(true)
  })
})
