import { z } from 'zod'
import { scopes } from '../../domain/people'
import type { ApiDoor } from './door'

/** The OpenAPI 3.1 document of the doors, from the schemas that check and shape what passes them. */
export function openApi(doors: ApiDoor[], origin: string) {
  const schemas: Schemas = { Problem: jsonSchema(problemSchema, 'output', {}) }
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
    paths: pathsOf(doors, schemas),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: `A personal or organization token with one or more of the scopes ${scopes.join(', ')}.`,
        },
      },
      schemas,
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

type Schemas = Record<string, object>

function pathsOf(doors: ApiDoor[], schemas: Schemas) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {}
  for (const { spec } of doors) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [spec.method]: operation(spec, schemas) }
  }
  return paths
}

function operation(spec: ApiDoor['spec'], schemas: Schemas) {
  const status = spec.answer || spec.gives ? (spec.status ?? 200) : 204
  const responses: Record<string, { description: string; content?: Record<string, { schema: object }> }> = {
    [status]: { description: 'Done', ...answerOf(spec, schemas) },
    default: {
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    tags: [spec.tag],
    'x-scope': spec.scope,
    ...(spec.scope === null ? { security: [] } : {}),
    parameters: [
      ...pathParameters(spec.path),
      ...queryParameters(spec.query, schemas),
      ...(spec.method === 'get' ? [] : [idempotencyKey]),
    ],
    requestBody: bodyOf(spec, schemas),
    responses,
  }
}

/** `GET /courses/{id}/items` is `get-courses-id-items`: stable as long as the address is. */
const operationId = ({ method, path }: ApiDoor['spec']) => `${method}${path.replace(/[/:]+/g, '-')}`

const binary = { type: 'string', format: 'binary' }

function answerOf({ answer, gives }: ApiDoor['spec'], schemas: Schemas) {
  if (answer) return { content: { 'application/json': { schema: jsonSchema(answer, 'output', schemas) } } }
  return gives ? { content: { [gives]: { schema: binary } } } : {}
}

function bodyOf({ body, takes }: ApiDoor['spec'], schemas: Schemas) {
  if (!body && !takes) return undefined
  const content: Record<string, { schema: object }> = body
    ? { 'application/json': { schema: jsonSchema(body, 'input', schemas) } }
    : Object.fromEntries(takes!.map((type: string) => [type, { schema: binary }]))
  return { required: true, content }
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

function queryParameters(query: z.ZodType | undefined, schemas: Schemas): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = jsonSchema(query, 'input', schemas) as {
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

/** What a schema refers to moves to the document's components, where its `$ref` then leads. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): object {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  const { $schema, $defs, ...rest } = JSON.parse(
    JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as { $schema?: string; $defs?: Schemas }
  Object.assign(schemas, $defs)
  return rest
}
