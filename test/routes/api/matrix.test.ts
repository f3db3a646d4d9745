import { beforeAll, describe, expect, test } from 'vitest'
import { scopes } from '../../../worker/domain/people'
import { apiDoors } from '../../../worker/routes/api'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { makeSchool, type School } from '../../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})

const closed = apiDoors.filter(({ spec }) => spec.scope !== null)
const addressOf = (path: string) => path.replace(/:\w+/g, 'nobody')

describe('every door of the JSON API', () => {
  test('is shut without a token', async () => {
    expect(closed.length).toBeGreaterThan(20)
    const stranger = browserAt(school.platform, school.tenant.origin)
    for (const { spec } of closed) {
      const answer = await stranger.send(spec.method.toUpperCase(), `/api/v1${addressOf(spec.path)}`)
      expect([answer.status, spec.method, spec.path]).toEqual([401, spec.method, spec.path])
    }
  })

  test('is shut to a token with every scope but its own', async () => {
    for (const scope of scopes) {
      const ada = await program(
        school.platform,
        school.tenant,
        school.cast.ada,
        scopes.filter((one) => one !== scope),
      )
      for (const { spec } of closed.filter((one) => one.spec.scope === scope)) {
        const { status, json } = await ada(spec.method.toUpperCase(), addressOf(spec.path))
        expect([status, json.detail, spec.path]).toEqual([403, `The token lacks the scope ${scope}.`, spec.path])
      }
    }
  })

  test('is described: a summary, an operation of its own, references that lead somewhere', async () => {
    const answer = await browserAt(school.platform, school.tenant.origin).get('/api/v1/openapi.json')
    const text = await answer.text()
    const document = JSON.parse(text) as {
      paths: Record<string, Record<string, { summary: string; operationId: string }>>
      components: { schemas: Record<string, object> }
    }
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(operations.length).toBe(apiDoors.length)
    expect(operations.filter(({ summary }) => !summary)).toEqual([])
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!)
    expect(references.length).toBeGreaterThan(operations.length - 1)
    for (const to of references) {
      expect(Object.keys(document.components.schemas)).toContain(to.replace('#/components/schemas/', ''))
    }
  })

  test('takes no body that is longer or deeper than it needs', async () => {
    const ada = await program(school.platform, school.tenant, school.cast.ada)
    const long = await ada('POST', '/groups', { name: 'x'.repeat(1_000_001) })
    expect([long.status, long.json.title]).toEqual([413, 'Content too large'])
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
    expect((await ada('POST', '/groups', { name: 'Deep', deep })).status).toBe(422)
    expect((await ada('POST', '/groups', { name: '[[[[[[[[[[[[[[[[[[[[[[[[[[[ \\" [[[[' })).status).toBe(201)
    const form = await ada('POST', '/groups', undefined, { 'Content-Type': 'application/x-www-form-urlencoded' })
    expect(form.status).toBe(415)
  })
})
