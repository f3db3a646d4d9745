import { expect } from 'vitest'
import { lyceum } from '../../worker/app'
import type { Row } from './rows'
import type { Objects } from './school'

/** The router's own table, without the doors of the JSON API, which have their own matrix. */
export function doors(): string[] {
  const { school } = lyceum({ now: () => 0, mailer: () => ({ send: async () => {} }) })
  const all = school.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/api/v1'))
    .map(({ method, path }) => `${method} ${path}`)
  expect(all.length).toBeGreaterThan(20)
  return [...new Set(all)]
}

export function placeOf(door: string, { params = {} }: Row, objects: Objects) {
  const [method = '', pattern = ''] = door.split(' ')
  const path = pattern.replace(/:(\w+)(\{[^/]*\})?/g, (_, name: string) => {
    const stands = params[name]
    if (!stands) throw new Error(`${door} has no value for ${name}`)
    return stands.startsWith('=') ? stands.slice(1) : objects[stands as keyof Objects]
  })
  return { method, path }
}

/** A blob says its type to the request. */
export const bodyOf = ({ fields, json }: Row) =>
  json ? new Blob([JSON.stringify(json)], { type: 'application/json' }) : fields && new URLSearchParams(fields)
