import { Hono } from 'hono'
import { type Operation, ReferencePage } from '../../../views/api/reference-page'
import type { AppEnv } from '../../env'
import { urls } from '../../urls'
import { apiDoors } from '.'
import { exampleOf, fieldsOf, type Shape, typeOf } from './example'
import { openApi } from './openapi'

/** The reference that people read. */
export const reference = new Hono<AppEnv>()

reference.get('/api', (c) => {
  const { tags, paths, servers } = openApi(apiDoors, c.var.tenant.origin)
  const base = servers[0]!.url
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags[0]!,
      operation: toOperation(base, method, path, operation),
    })),
  )
  const grouped = tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }))
  return c.html(<ReferencePage view={c.var.view} base={base} document={urls.openApi()} tags={grouped} />)
})

type Described = ReturnType<typeof openApi>['paths'][string][string]

function toOperation(base: string, method: string, path: string, described: Described): Operation {
  const { summary, parameters, requestBody, responses, operationId } = described
  const [status = '200', success] = Object.entries(responses)[0] ?? []
  const [type = '', sent] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const [given = '', answer] = Object.entries(success?.content ?? {})[0] ?? []
  const isJson = type === 'application/json'
  return {
    id: operationId,
    method,
    path,
    summary,
    scope: described['x-scope'],
    isPersonal: described['x-personal'],
    parameters: parameters
      .filter(({ in: place }) => place !== 'header')
      .map(({ name, in: place, description = '', schema, required }) => ({
        path: name,
        type: `${typeOf(schema as Shape)}, in the ${place === 'path' ? 'path' : 'query'}`,
        isRequired: required,
        description,
      })),
    body: isJson ? fieldsOf(sent!.schema as Shape) : [],
    takes: isJson ? [] : Object.keys(requestBody?.content ?? {}),
    answer: answer && given === 'application/json' ? fieldsOf(answer.schema as Shape) : [],
    gives: given === 'application/json' ? '' : given,
    status,
    example: curl(base, method, path, described, isJson ? exampleOf(sent!.schema as Shape) : undefined, type),
  }
}

/** The call as one pastes it into a shell; `$LYCEUM_TOKEN` is the reader's. */
function curl(base: string, method: string, path: string, described: Described, body: unknown, type: string): string {
  const address = base + path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)
  const lines = [`curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${address}"`]
  if (described['x-scope']) lines.push('-H "Authorization: Bearer $LYCEUM_TOKEN"')
  if (method === 'post') lines.push('-H "Idempotency-Key: $(uuidgen)"')
  if (body !== undefined) {
    const text = JSON.stringify(body, null, 2).replaceAll("'", "'\\''")
    lines.push('-H "Content-Type: application/json"', `-d '${text}'`)
  } else if (type) lines.push(`-H "Content-Type: ${type.replace('/*', '/png')}"`, '--data-binary @file')
  return lines.join(' \\\n  ')
}
