import { parse } from 'yaml'

export type Values = Record<string, unknown>
/** `line` is where the body begins, from 0. */
export type Page = { values: Values; body: string; line: number; isBroken: boolean }

/** A Markdown file cut into the YAML (or Hugo's TOML, simple lines of it) it begins with and its body. */
export function readFrontMatter(source: string): Page {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const match = /^(---|\+\+\+)[^\S\n]*\n(.*?)(?:^|\n)\1[^\S\n]*(?:\n|$)/s.exec(text)
  if (!match) return { values: {}, body: text, line: 0, isBroken: false }
  const values = match[1] === '---' ? readYaml(match[2]!) : readToml(match[2]!)
  return {
    values: values ?? {},
    body: text.slice(match[0].length),
    line: match[0].split('\n').length - 1,
    isBroken: !values,
  }
}

/** A YAML mapping; null where it cannot be read. Aliases are bounded, so that a small file cannot grow. */
export function readYaml(text: string): Values | null {
  try {
    // MkDocs files carry Python tags, which are of no use here.
    const value = parse(text.replace(/!!python\/\S+/g, ''), { maxAliasCount: 50, logLevel: 'error', schema: 'core' })
    if (value === null || value === undefined) return {}
    return typeof value === 'object' && !Array.isArray(value) ? (value as Values) : null
  } catch {
    return null
  }
}

function readToml(text: string): Values {
  const lines = text.split('\n').map((line) => /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(line))
  return Object.fromEntries(
    lines.flatMap((match) => {
      const [, key, value] = match ?? []
      if (!key || !value || key === '__proto__') return []
      const quoted = /^(["'])(.*)\1$/.exec(value)
      const plain =
        value === 'true' ? true : value === 'false' ? false : Number.isNaN(Number(value)) ? value : Number(value)
      return [[key, quoted ? quoted[2] : plain]]
    }),
  )
}

const own = (values: Values, key: string) => (Object.hasOwn(values, key) ? values[key] : undefined)

/** The first of these keys that holds a text (or number), on one line. */
export function textOf(values: Values, ...keys: string[]): string {
  for (const key of keys) {
    const value = own(values, key)
    if (typeof value === 'string' || typeof value === 'number') return String(value).replace(/\s+/g, ' ').trim()
  }
  return ''
}

export function numberOf(values: Values, ...keys: string[]): number | null {
  for (const key of keys) {
    const value = own(values, key)
    const number = typeof value === 'string' && value.trim() ? Number.parseFloat(value) : value
    if (typeof number === 'number' && Number.isFinite(number)) return number
  }
  return null
}

export function flagOf(values: Values, key: string): boolean | null {
  const value = own(values, key)
  return typeof value === 'boolean' ? value : null
}

/** A list, or a text with commas. */
export function listOf(values: Values, ...keys: string[]): unknown[] {
  for (const key of keys) {
    const value = own(values, key)
    if (Array.isArray(value)) return value
    if (typeof value === 'string')
      return value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
  }
  return []
}
