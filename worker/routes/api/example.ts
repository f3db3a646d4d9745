/** What the document says of a value, as far as examples and tables need it. */
export type Shape = {
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  $ref?: string
  default?: unknown
  examples?: unknown[]
  description?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  prefixItems?: Shape[]
}

export type Field = { path: string; type: string; isRequired: boolean; description: string }

/** Values that read like a school, by the name of their field. */
const values: Record<string, string> = {
  title: 'Baking bread',
  name: 'Lena Learner',
  email: 'lena@example.org',
  emails: 'lena@example.org',
  username: 'lena.l',
  text: 'Half a page about flour.',
  markdown: '# Flour\n\nThree kinds.\n',
  reason: 'Handed in on paper',
  code: 'ABCD-2345',
  prompt: 'A sourdough lives.',
  for: 'user:0199f0c2-5a51-7c3e-9d0a-3f1d2b7c9e10',
  zone: 'Europe/Berlin',
  locale: 'en',
  colour: '#1f6feb',
}
const anId = '0199f0c2-5a51-7c3e-9d0a-3f1d2b7c9e10'

/** A value of this shape as an example would write it: what must be said, and what makes the example clear. */
export function exampleOf(shape: Shape, name = '', depth = 0): unknown {
  if (shape.examples) return shape.examples[0]
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const either = shape.anyOf ?? shape.oneOf
  if (either) return exampleOf(either.find(({ type }) => type !== 'null') ?? {}, name, depth)
  if (shape.type === 'array') return [exampleOf(shape.items ?? shape.prefixItems?.[0] ?? {}, name, depth + 1)]
  if (shape.type === 'object') {
    const { properties = {}, required = [] } = shape
    const all = Object.entries(properties)
    // Of what may be left out, one level of examples is enough.
    const shown = all.filter(([field]) => required.includes(field))
    const some = shown.length || depth > 0 ? shown : all.slice(0, 3)
    return Object.fromEntries(some.map(([field, one]) => [field, exampleOf(one, field, depth + 1)]))
  }
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1)
  if (shape.type === 'boolean') return true
  if (shape.format === 'date-time') return '2026-12-01T09:00:00Z'
  if (shape.type !== 'string') return null
  return values[name] ?? (/(?:^id|Id|Ids|people|files)$/.test(name) ? anId : 'Text')
}

/** Every field of a body or an answer on a line of its own: `items[].learner.name`. */
export function fieldsOf(shape: Shape, path = '', depth = 0): Field[] {
  if (depth > 6) return []
  const either = shape.anyOf ?? shape.oneOf
  const objects = either?.filter((one) => one.properties || one.items) ?? []
  if (objects.length) return uniquePaths(objects.flatMap((one) => fieldsOf(one, path, depth + 1)))
  if (shape.type === 'array') return fieldsOf(shape.items ?? {}, `${path}[]`, depth + 1)
  return Object.entries(shape.properties ?? {}).flatMap(([name, one]) => {
    const here = path ? `${path}.${name}` : name
    const field = {
      path: here,
      type: typeOf(one),
      isRequired: shape.required?.includes(name) ?? false,
      description: one.description ?? '',
    }
    return [field, ...fieldsOf(one, here, depth + 1)]
  })
}

const uniquePaths = (fields: Field[]) => [...new Map(fields.map((field) => [field.path, field])).values()]

/** In words: `text, at most 200 characters`, `"up" or "down"`. */
export function typeOf(shape: Shape): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.enum) return shape.enum.map((one) => JSON.stringify(one)).join(' or ')
  const either = shape.anyOf ?? shape.oneOf
  if (either) return [...new Set(either.map(typeOf))].join(' or ')
  if (shape.$ref) return shape.$ref.split('/').at(-1)!
  if (shape.type === 'array') return `list of ${typeOf(shape.items ?? {})}${most(shape.maxItems, '')}`
  if (shape.type === 'string')
    return shape.format === 'date-time' ? 'time (ISO 8601)' : `text${most(shape.maxLength, ' characters')}`
  if (shape.type === 'integer') return 'whole number'
  return shape.type ?? 'any value'
}

const most = (limit: number | undefined, unit: string) =>
  limit === undefined || limit > 1_000_000_000 ? '' : `, at most ${limit.toLocaleString('en')}${unit}`
