import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { maxPlainBytes } from '../domain/media'
import type { AppEnv } from '../env'
import { TooLarge } from '../errors'

/** A field has at most 64 KB, which a form writes as up to nine signs a letter. */
const MOST_BYTES = 2_000_000
const MOST_FIELDS = 1_000
/** What a form says beside its file. */
const BESIDE = 1_000_000

const refuse = () => {
  throw new TooLarge()
}
const text = bodyLimit({ maxSize: MOST_BYTES, onError: refuse })
const files = bodyLimit({ maxSize: maxPlainBytes + BESIDE, onError: refuse })

const AMPERSAND = 0x26

/**
 * Refuses forms that are longer (2 MB, or 17 MB with a file) or have more fields (1,000) than any door needs, before they
 * are read. Other bodies (parts of an upload) are bounded where they are read.
 */
export const boundedForm = createMiddleware<AppEnv>(async (c, next) => {
  if (!c.req.raw.body) return next()
  const type = c.req.header('Content-Type') ?? ''
  // The form of an archive says for itself what to do instead.
  if (/^multipart\/form-data\b/i.test(type)) return c.req.path === '/imports' ? next() : files(c, next)
  if (/^application\/json\b/i.test(type)) return text(c, next)
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return next()
  return text(c, async () => {
    let fields = 1
    for (const byte of new Uint8Array(await c.req.raw.clone().arrayBuffer())) if (byte === AMPERSAND) fields++
    if (fields > MOST_FIELDS) throw new TooLarge()
    await next()
  })
})
