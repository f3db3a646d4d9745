import { z } from 'zod'
import { scopes } from '../../domain/people'
import { aboutSource } from './about-source'
import type { ApiDoor } from './door'

/** The OpenAPI 3.1 document of the doors, from the schemas that check and shape what passes them. */
export function openApi(doors: ApiDoor[], origin: string) {
  const schemas: Schemas = { Problem: jsonSchema(problemSchema, 'output', {}) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lyceum',
      version: '1',
      description: [
        'Everything an organization can do with its people, courses and their learning.',
        'Lists come in pages: send `next` as `cursor` until it is null.',
        'Problems are RFC 9457. Send an `Idempotency-Key` with what writes, and the same request sent again within 24 hours does nothing and gets the first answer.',
        'A token may make 600 requests a minute; `RateLimit-*` headers say what is left.',
      ].join('\n\n'),
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ bearer: [] }],
    tags: [...new Set(doors.map(({ spec }) => spec.tag))].map((name) => ({ name, description: subjects[name] ?? '' })),
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

/** What a stranger must know of a subject before its doors make sense. */
const subjects: Record<string, string> = {
  Organization: 'The organization of this address, and what it has decided for itself.',
  Audit: 'What was done in the organization, kept as it happened.',
  People: 'Everybody in the organization, for those who run it. A person is invited by e-mail, or gets a sign-in card.',
  Profile: 'What one says of oneself, what others see of it, and those whom one looks after.',
  Groups: 'Sets of people, of the organization or of one course.',
  Admission: 'How people come in: invitations by e-mail, and links and codes that several people use.',
  Courses: 'A course has modules, a module has items. What you see of it depends on whose token it is.',
  Outline: 'Modules and items in their order: drafts, dates, what completes them and when they open.',
  Content: 'Lessons as Markdown with their versions, and what assignments ask.',
  Quizzes: 'What a quiz asks. Once somebody has begun it, changes make new versions and leave attempts as they are.',
  'Question banks':
    'Questions that several quizzes ask: linked one by one, or drawn by category and tag for each attempt.',
  Attempts: 'One go at a quiz. Answers are saved one by one; the server’s clock alone decides.',
  Marking: 'What waits for a mark: work that was handed in, and answers that people read.',
  Enrollments: 'Who is in a course, how they came there, and who asks to come.',
  Learning: 'What somebody did in a course, and what readers do in a lesson.',
  Rubrics: 'By what work is marked: criteria and their levels.',
  Submissions: 'Work that is handed in for an assignment, and its marking.',
  Grades: 'The gradebook of a course, grades set by hand, and dates of one’s own.',
  Certificates: 'Issued by themselves when a course or module is completed; anybody with the code may verify one.',
  Surveys:
    'What was answered, without points; of an anonymous one nobody’s name, and nothing before five have answered.',
  'Peer reviews': 'Work that learners review of each other, and what their reviews come to.',
  Announcements: 'What is said to many at once: in a course, a group or the whole organization.',
  Calendar: 'Every date of a person or a course in its order, and the address by which programs follow it.',
  Chat: 'Rooms of courses and groups, and direct messages: what was said in them, in its order, and what changed since.',
  Forums: 'Threads, and what is said in them: read by those of the course who may, written as Markdown.',
  Notifications: 'What somebody was told, and what they want to be told, by which way and how often.',
  Media: 'Files, captions and uploads. Who may see a file is decided by what links to it.',
  Search: 'Best first, and only what you may see.',
  'Course source': aboutSource,
  Acts: 'What you did yourself, and may take back for a day, as far as nobody has changed it since.',
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
    'x-personal': spec.personal === true,
    description: aboutAccess(spec),
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

function aboutAccess({ scope, personal }: ApiDoor['spec']): string {
  if (scope === null) return 'Open to anybody, without a token.'
  const token = scope === 'any' ? 'Needs a token' : `Needs a token with the scope \`${scope}\``
  return `${token}${personal ? ' that belongs to a person' : ''}.`
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
  description: 'The same request sent again with the same key within 24 hours gets the first answer and does nothing.',
  schema: { type: 'string', maxLength: 200 },
}

const pathParameters = (path: string): Parameter[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathNouns[name] ?? 'The id of what stands before it in the path.',
    schema: { type: 'string' },
  }))

const pathNouns: Record<string, string> = {
  userId: 'The id of a person.',
  itemId: 'The id of an item of the course.',
  number: 'A number from 1.',
  code: 'As it is printed, with or without hyphens.',
}

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
