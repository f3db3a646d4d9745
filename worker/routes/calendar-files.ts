import { Hono } from 'hono'
import { readFeed } from '../domain/calendar'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { calendarFile } from '../http/calendar-file'
import { clientAddress } from '../http/client-address'
import { sha256Hex } from '../lib/ids'

/** What calendar programs ask for: whoever holds the secret address is let in, without a cookie. */
export const calendarFiles = new Hono<AppEnv>()

const DAY = 86_400_000
const BEHIND = 60 * DAY
const AHEAD = 400 * DAY

calendarFiles.get('/calendars/:secret', async (c) => {
  const { tenant, organization } = c.var
  const now = tenant.now()
  const courseId = c.req.query('course')?.slice(0, 64) ?? null
  const asked = { secret: c.req.param('secret').replace(/\.ics$/, ''), courseId, address: clientAddress(c) }
  const read = await readFeed(tenant, asked, { from: now - BEHIND, until: now + AHEAD })
  if (!read) throw new NotFound()
  const dates = read.dates.filter(({ isDraft }) => !isDraft)
  const name = courseId ? (dates[0]?.course ?? organization.name) : organization.name
  const file = calendarFile({ dates, name, origin: tenant.origin, locale: read.reader.locale || organization.locale })
  const etag = `"${(await sha256Hex(file)).slice(0, 32)}"`
  const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' }
  if (isKnown(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
  return c.body(file, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' })
})

/** RFC 9110, 13.1.2: compared weakly. */
const isKnown = (header = '', etag: string) =>
  header.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()))
