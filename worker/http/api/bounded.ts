import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { maxPlainBytes } from '../../domain/media'
import type { AppEnv } from '../../env'
import { problem } from './problem'

const MOST_JSON = 1_000_000
const DEEPEST = 20

const limited = (most: number) =>
  bodyLimit({
    maxSize: most,
    onError: (c) => problem(c, 413, 'Content too large', `A body has at most ${most} bytes here.`),
  })
const json = limited(MOST_JSON)
const file = limited(maxPlainBytes)

/** Refuses bodies that are longer (1 MB of JSON, 16 MiB of a file) or more deeply nested (20) than any door needs. */
export const bounded = createMiddleware<AppEnv>(async (c, next) => {
  if (!c.req.raw.body) return next()
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return file(c, next)
  return json(c, async () => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (depthOf(bytes) > DEEPEST)
      c.res = problem(c, 422, 'Invalid', `Objects and lists may lie in each other ${DEEPEST} deep.`)
    else await next()
  })
})

const [QUOTE, ESCAPE] = [0x22, 0x5c]
const opening = new Set([0x7b, 0x5b])
const closing = new Set([0x7d, 0x5d])

/** How deep brackets lie in each other outside of strings. */
function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, isText] = [0, 0, false]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (isText) {
      if (byte === ESCAPE) i++
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (opening.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (closing.has(byte)) depth--
  }
  return deepest
}
