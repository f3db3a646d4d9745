import { beforeAll, describe, expect, test } from 'vitest'
import { courses, groups } from '../../worker/db/schema'
import { browse } from '../support/browser'
import { flakyLine } from '../support/flaky-line'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})
const ada = () => browse(school.platform, school.tenant, school.cast.ada)
const countOf = async (table: typeof courses | typeof groups, name: string) =>
  (await school.tenant.db.select().from(table)).filter((row) => ('title' in row ? row.title : row.name) === name).length

describe('a form that makes something', () => {
  test('sent twice makes it once, and the second sender stands where the first one does', async () => {
    const browser = await ada()
    const answers = await Promise.all([
      browser.post('/groups?once=showing', { name: 'Evening class' }),
      browser.post('/groups?once=showing', { name: 'Evening class' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(answers.map(({ headers }) => headers.get('Location'))).size).toBe(1)
    expect(await countOf(groups, 'Evening class')).toBe(1)
  })

  test('makes another when it was shown anew, or says something else', async () => {
    const browser = await ada()
    for (const [showing, title] of [
      ['one', 'Reading'],
      ['two', 'Reading'],
      ['two', 'Writing'],
    ])
      await browser.post(`/courses?once=${showing}`, { title: title! })
    expect(await countOf(courses, 'Reading')).toBe(2)
    expect(await countOf(courses, 'Writing')).toBe(1)
  })

  test('that was refused may be mended and sent again', async () => {
    const browser = await ada()
    expect((await browser.post('/groups?once=mended', { name: '' })).status).toBe(422)
    expect((await browser.post('/groups?once=mended', { name: '' })).status).toBe(422)
    expect((await browser.post('/groups?once=mended', { name: 'Morning class' })).status).toBe(303)
  })

  test('whose answer was lost leads back to its page, and was done once', async () => {
    const browser = await ada()
    const during = flakyLine(school.platform)
    const send = () =>
      browser.send('POST', '/courses?once=lost', new URLSearchParams({ title: 'Practice' }), {
        Referer: `${school.tenant.origin}/courses`,
      })
    expect((await during(send, { batch: 1, when: 'after' })).status).toBe(500)
    const again = await send()
    expect([again.status, again.headers.get('Location')]).toEqual([303, '/courses'])
    expect(await countOf(courses, 'Practice')).toBe(1)
  })

  test('is not held to what somebody else sent', async () => {
    const [first, second] = [await ada(), await browse(school.platform, school.tenant, school.cast.olga)]
    await first.post('/courses?once=showing', { title: 'Drawing' })
    await second.post('/courses?once=showing', { title: 'Drawing' })
    expect(await countOf(courses, 'Drawing')).toBe(2)
  })
})
