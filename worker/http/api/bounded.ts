import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { maxPlainBytes } from '../../domain/media'
import type { AppEnv } from '../../env'
import { problem } from './problem'

const MOST_JSON = 1_000_000
const DEEPEST = 20
const MOST_FIELDS = 1_000

const limited = (most: number) =>
  bodyLimit({
    maxSize: most,
    onError: (c) => problem(c, 413, 'Content too large', `A body has at most ${most} bytes here.`),
  })
const json = limited(MOST_JSON)
const file = limited(maxPlainBytes)

/** Refuses bodies that are longer (1 MB of JSON, 16 MiB of a file) more deeply nested (20) or have more fields (1,000) than any door needs. */
export const bounded = createMiddleware<AppEnv>(async (c, next) => {
  if (!c.req.raw.body) return next()
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return file(c, next)
  return json(c, async () => {
    const { depth, fields } = shapeOf(new Uint8Array(await c.req.arrayBuffer()))
    if (depth > DEEPEST) c.res = problem(c, 422, 'Invalid', `Objects and lists may lie in each other ${DEEPEST} deep.`)
    else if (fields > MOST_FIELDS)
      c.res = problem(c, 422, 'Invalid', `An object has at most ${MOST_FIELDS} fields here.`)
    else await next()
  })
})

const [QUOTE, ESCAPE, COLON] = [0x22, 0x5c, 0x3a]
const opening = new Set([0x7b, 0x5b])
const closing = new Set([0x7d, 0x5d])

/** How deep brackets lie in each other outside of strings, and how many fields the object has that has most of them. */
function shapeOf(bytes: Uint8Array): { depth: number; fields: number } {
  let [depth, deepest, most, isText] = [0, 0, 0, false]
  const fields: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (isText) {
      if (byte === ESCAPE) i++
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (opening.has(byte)) {
      deepest = Math.max(deepest, ++depth)
      fields[depth] = 0
    } else if (closing.has(byte)) depth--
    else if (byte === COLON) {
      fields[depth] = (fields[depth] ?? 0) + 1
      most = Math.max(most, fields[depth]!)
    }
  }
  return { depth: deepest, fields: most }
}
