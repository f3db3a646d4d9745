import { z } from 'zod'
import { scopes } from '../../domain/people'
import type { ApiDoor } from './door'

/** The OpenAPI 3.1 document of the doors, from the schemas that check and shape what passes them. */
export function openApi(doors: ApiDoor[], origin: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lyceum',
      version: '1',
      description: 'Everything an organization can do with its people, courses and their learning.',
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ bearer: [] }],
    tags: [...new Set(doors.map(({ spec }) => spec.tag))].map((name) => ({ name })),
    paths: pathsOf(doors),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: `A personal or organization token with one or more of the scopes ${scopes.join(', ')}.`,
        },
      },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  }
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})

function pathsOf(doors: ApiDoor[]) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {}
  for (const { spec } of doors) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [spec.method]: operation(spec) }
  }
  return paths
}

function operation(spec: ApiDoor['spec']) {
  const status = spec.answer ? (spec.status ?? 200) : 204
  const responses: Record<string, { description: string; content?: Record<string, { schema: object }> }> = {
    [status]: spec.answer
      ? { description: 'Done', content: { 'application/json': { schema: jsonSchema(spec.answer, 'output') } } }
      : { description: 'Done' },
    default: {
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
  return {
    summary: spec.summary,
    tags: [spec.tag],
    'x-scope': spec.scope,
    parameters: [
      ...pathParameters(spec.path),
      ...queryParameters(spec.query),
      ...(spec.method === 'get' ? [] : [idempotencyKey]),
    ],
    requestBody: spec.body && {
      required: true,
      content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } },
    },
    responses,
  }
}

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: object }

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 200 },
}

const pathParameters = (path: string): Parameter[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters(query: z.ZodType | undefined): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: schema.description,
    schema,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return rest
}
