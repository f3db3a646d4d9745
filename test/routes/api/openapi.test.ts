import { beforeAll, describe, expect, test } from 'vitest'
import { apiDoors } from '../../../worker/routes/api'
import { exampleOf, type Shape } from '../../../worker/routes/api/example'
import { openApi } from '../../../worker/routes/api/openapi'
import { browserAt } from '../../support/browser'
import { makeSchool, type School } from '../../support/school'

type Schema = { [keyword: string]: unknown }
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}
type Document = {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> }
}

let school: School
let text: string
let document: Document
beforeAll(async () => {
  school = await makeSchool()
  text = await (await browserAt(school.platform, school.tenant.origin).get('/api/v1/openapi.json')).text()
  document = JSON.parse(text) as Document
})

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

/** Keywords of JSON Schema 2020-12 (Core, Validation, Applicator, Meta-Data, Format) that the document may use. */
const keywords = new Set(
  `$ref type enum const properties required additionalProperties propertyNames items prefixItems minItems maxItems uniqueItems
  minLength maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf anyOf oneOf allOf not
  description default title readOnly writeOnly deprecated examples contentEncoding id`.split(/\s+/),
)
const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

function faultsOf(schema: unknown, place: string): string[] {
  if (typeof schema === 'boolean') return []
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${place}: no schema`]
  const { type, required, properties, items, prefixItems, additionalProperties, propertyNames, not, ...rest } =
    schema as Schema
  const faults = Object.keys(schema)
    .filter((keyword) => !keywords.has(keyword))
    .map((keyword) => `${place}: ${keyword}`)
  for (const one of [type ?? []].flat()) if (!types.has(one as string)) faults.push(`${place}: type ${one}`)
  if (required !== undefined && !(Array.isArray(required) && new Set(required).size === required.length))
    faults.push(`${place}: required`)
  for (const name of (required ?? []) as string[])
    if (!Object.hasOwn((properties ?? {}) as object, name)) faults.push(`${place}: required ${name} is not described`)
  for (const [name, one] of Object.entries(properties ?? {})) faults.push(...faultsOf(one, `${place}.${name}`))
  for (const one of [items, additionalProperties, propertyNames, not])
    if (one !== undefined) faults.push(...faultsOf(one, `${place}[]`))
  for (const list of [rest.anyOf, rest.oneOf, rest.allOf, prefixItems])
    if (list !== undefined)
      faults.push(
        ...(Array.isArray(list) && list.length
          ? list.flatMap((one) => faultsOf(one, `${place}|`))
          : [`${place}: empty`]),
      )
  if (typeof rest.pattern === 'string') new RegExp(rest.pattern, 'u')
  return faults
}

describe('the OpenAPI 3.1 document', () => {
  test('has what the specification demands, at every place', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info.title).toMatch(/\S/)
    expect(document.info.version).toMatch(/^\d/)
    expect(document.servers[0]!.url).toBe(`${school.tenant.origin}/api/v1`)
    expect(operations()).toHaveLength(apiDoors.length)
    const bare = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'))
    expect(new Set(bare).size, 'paths that differ in a name only').toBe(bare.length)
    const tags = document.tags.map(({ name }) => name)
    expect(new Set(tags).size).toBe(tags.length)
    for (const { path, method, operation } of operations()) {
      const place = `${method} ${path}`
      expect(path, place).toMatch(/^\//)
      expect(['get', 'put', 'post', 'delete', 'patch'], place).toContain(method)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const described = operation.parameters.filter((one) => one.in === 'path')
      expect(
        described.map(({ name }) => name),
        place,
      ).toEqual(inPath)
      expect(
        described.every(({ required }) => required === true),
        place,
      ).toBe(true)
      const keys = operation.parameters.map((one) => `${one.in} ${one.name}`)
      expect(new Set(keys).size, place).toBe(keys.length)
      for (const one of operation.parameters) {
        expect(['path', 'query', 'header'], place).toContain(one.in)
        expect(one.schema, `${place} ${one.name}`).toBeDefined()
      }
      for (const tag of operation.tags) expect(tags, place).toContain(tag)
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status, place).toMatch(/^(?:[1-5]\d\d|default)$/)
        expect(description, place).toMatch(/\S/)
      }
      if (method === 'get') expect(operation.requestBody, place).toBeUndefined()
      if (operation.requestBody) expect(Object.keys(operation.requestBody.content).length, place).toBeGreaterThan(0)
    }
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!)
    for (const to of references)
      expect(Object.keys(document.components.schemas)).toContain(to.replace('#/components/schemas/', ''))
  })

  test('has only schemas of JSON Schema 2020-12', () => {
    const faults = operations().flatMap(({ path, method, operation }) => [
      ...operation.parameters.flatMap(({ name, schema }) => faultsOf(schema, `${method} ${path} ${name}`)),
      ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
        faultsOf(schema, `${method} ${path}`),
      ),
      ...Object.values(operation.responses).flatMap(({ content = {} }) =>
        Object.values(content).flatMap(({ schema }) => faultsOf(schema, `${method} ${path} answer`)),
      ),
    ])
    const shared = Object.entries(document.components.schemas).flatMap(([name, schema]) => faultsOf(schema, name))
    expect([...faults, ...shared]).toEqual([])
    expect(text).not.toContain('#/$defs/')
  })

  test('says what a rule is, where it is read and where it is given', () => {
    const rule = { anyOf: [{ $ref: '#/components/schemas/Rule' }, { type: 'null' }] }
    for (const path of ['/modules/{id}/availability', '/items/{id}/availability']) {
      const { get, put } = document.paths[path]!
      const read = get!.responses['200']!.content!['application/json']!.schema as { properties: Schema }
      const given = put!.requestBody!.content['application/json']!.schema as { properties: Schema }
      expect([read.properties.rule, given.properties.rule]).toEqual([rule, rule])
    }
    expect(JSON.stringify(document.components.schemas.Rule)).toContain('daysAfterEnrollment')
  })

  test('says to strangers what each subject and each door is for', () => {
    expect(document.tags.filter(({ description }) => !description)).toEqual([])
    for (const { operation } of operations()) {
      expect(operation.summary.length, operation.operationId).toBeGreaterThan(8)
      expect(operation.description, operation.operationId).toMatch(/token/)
    }
    const lists = operations().filter(({ operation }) => JSON.stringify(operation.responses).includes('"next"'))
    const unpaged = lists.filter(({ operation }) => !operation.parameters.some(({ name }) => name === 'cursor'))
    expect(
      unpaged.map(({ path }) => path),
      'every list comes in pages',
    ).toEqual(['/search'])
  })

  test('gives examples that the doors themselves accept', () => {
    const described = openApi(apiDoors, 'https://acme.example').paths
    const refused = apiDoors
      .filter(({ spec }) => spec.body)
      .filter(({ spec }) => {
        const operation = described[spec.path.replace(/:(\w+)/g, '{$1}')]![spec.method]!
        const { schema } = operation.requestBody!.content['application/json']!
        return !spec.body.safeParse(exampleOf(schema as Shape)).success
      })
    expect(refused.map(({ spec }) => `${spec.method} ${spec.path}`)).toEqual([])
  })
})

describe('the reference page', () => {
  test('shows every door with a call that one can paste, within the size of a page', async () => {
    const { status, html } = await browserAt(school.platform, school.tenant.origin).read('/api')
    expect(status).toBe(200)
    for (const { operation } of operations()) expect(html).toContain(`id="${operation.operationId}"`)
    expect(html.match(/curl /g)!.length).toBeGreaterThan(apiDoors.length)
    const packed = new Response(new Response(html).body!.pipeThrough(new CompressionStream('gzip')))
    expect((await packed.arrayBuffer()).byteLength / apiDoors.length).toBeLessThan(230) // a door
  })
})
