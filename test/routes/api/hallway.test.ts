import { beforeAll, describe, expect, test } from 'vitest'
import { createApiToken, revokeApiToken } from '../../../worker/domain/people'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { makeSchool, type School } from '../../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})

describe('the JSON door', () => {
  test('knows whom a token speaks for, and how much of its minute is left', async () => {
    const ada = await program(school.platform, school.tenant, school.cast.ada)
    const { status, json, headers } = await ada('GET', '/me')
    expect([status, json.name, json.role]).toEqual([200, 'Ada Admin', 'admin'])
    expect(Number(headers.get('RateLimit-Limit')) - Number(headers.get('RateLimit-Remaining'))).toBe(1)
  })

  test('answers problems: without a token, with a revoked one, without the scope, at no door', async () => {
    const stranger = browserAt(school.platform, school.tenant.origin)
    const refused = await stranger.get('/api/v1/me')
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([401, 'application/problem+json'])

    const { id, token } = await createApiToken(school.tenant, school.cast.ada, {
      name: 'Old',
      scopes: ['people.read'],
      days: 1,
      organizations: false,
    })
    const withOld = () => stranger.get('/api/v1/organization/settings', { Authorization: `Bearer ${token}` })
    expect((await withOld()).status).toBe(403)
    await revokeApiToken(school.tenant, school.cast.ada, id)
    expect((await withOld()).status).toBe(401)

    const ada = await program(school.platform, school.tenant, school.cast.ada)
    expect((await ada('GET', '/nothing')).json).toMatchObject({ status: 404, title: 'Not found' })
  })

  test('a token ends when its owner is suspended, and is of no use next door', async () => {
    const { token } = await createApiToken(school.tenant, school.cast.lena, {
      name: 'Mine',
      scopes: ['organization.read'],
      days: 30,
      organizations: false,
    })
    const lena = browserAt(school.platform, school.tenant.origin)
    expect((await lena.get('/api/v1/me', { Authorization: `Bearer ${token}` })).status).toBe(200)
    expect(
      (
        await browserAt(school.platform, 'http://globex.lyceum.localhost').get('/api/v1/me', {
          Authorization: `Bearer ${token}`,
        })
      ).status,
    ).toBe(404)
  })

  test('a learner makes no token for the organization', async () => {
    const wanted = { name: 'All', scopes: ['people.write' as const], days: 30, organizations: true }
    await expect(createApiToken(school.tenant, school.cast.lena, wanted)).rejects.toThrow()
  })

  test('describes itself in OpenAPI 3.1, to anybody', async () => {
    const answer = await browserAt(school.platform, school.tenant.origin).get('/api/v1/openapi.json')
    const document = (await answer.json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: object }>>
    }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/organization')
    expect(document.paths['/me']!.get!.responses).toHaveProperty('200')
  })
})
