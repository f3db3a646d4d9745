import { Hono } from 'hono'
import { type Operation, ReferencePage } from '../../../views/api/reference-page'
import type { AppEnv } from '../../env'
import { urls } from '../../urls'
import { apiDoors } from '.'
import { openApi } from './openapi'

/** The reference that people read. */
export const reference = new Hono<AppEnv>()

reference.get('/api', (c) => {
  const { tags, paths, servers } = openApi(apiDoors, c.var.tenant.origin)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags[0]!,
      operation: toOperation(method, path, operation),
    })),
  )
  const grouped = tags.map(({ name }) => ({
    name,
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }))
  return c.html(<ReferencePage view={c.var.view} base={servers[0]!.url} document={urls.openApi()} tags={grouped} />)
})

type Described = ReturnType<typeof openApi>['paths'][string][string]

function toOperation(
  method: string,
  path: string,
  { summary, parameters, requestBody, responses, ...rest }: Described,
): Operation {
  const [status = '200', success] = Object.entries(responses)[0] ?? []
  const text = (schema: unknown) => (schema ? JSON.stringify(schema, null, 2) : null)
  return {
    method,
    path,
    summary,
    scope: rest['x-scope'],
    parameters,
    body: text(requestBody && Object.values(requestBody.content)[0]?.schema),
    answer: text(success?.content && Object.values(success.content)[0]?.schema),
    status,
  }
}
