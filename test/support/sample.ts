import { z } from 'zod'

type JsonSchema = {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  $ref?: string
  minimum?: number
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  $defs?: Record<string, JsonSchema>
}

/** A body that a door takes, with every field it knows; `text` says what stands in a text of free choice, by its pointer. */
export function sampleOf(schema: z.ZodType, text: (pointer: string) => string = () => 'Text'): unknown {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return fill(whole, '', 0)

  function fill(one: JsonSchema, pointer: string, depth: number): unknown {
    if (one.$ref) return depth > 5 ? null : fill(whole.$defs?.[one.$ref.split('/').at(-1)!] ?? {}, pointer, depth + 1)
    if ('const' in one) return one.const
    if (one.enum) return one.enum[0]
    const either = one.anyOf ?? one.oneOf
    if (either) return fill(either.find(({ type }) => type !== 'null') ?? either[0]!, pointer, depth)
    if (one.type === 'array') return [fill(one.items ?? {}, `${pointer}/0`, depth + 1)]
    if (one.type === 'object') {
      const fields = Object.entries(one.properties ?? {})
      return Object.fromEntries(fields.map(([name, field]) => [name, fill(field, `${pointer}/${name}`, depth + 1)]))
    }
    if (one.type === 'number' || one.type === 'integer') return Math.max(1, one.minimum ?? 1)
    if (one.type === 'boolean') return true
    if (one.format === 'date-time') return '2026-05-01T10:00:00Z'
    if (one.pattern?.startsWith('^(?:user|group)')) return 'user:nobody'
    return text(pointer)
  }
}

/** Where a sample has texts of free choice. */
export function textsOf(schema: z.ZodType): string[] {
  const found: string[] = []
  sampleOf(schema, (pointer) => {
    found.push(pointer)
    return 'Text'
  })
  return found
}
