import type { Context } from 'hono'
import type { AppEnv } from '../env'

type Show = (c: Context<AppEnv>, megabytes: number) => Response | Promise<Response>

/** Refuses a body that says it is longer than `most` bytes before a byte of it is read: 413 with the page that `show` gives. */
export const refuseLarge =
  (most: number, show: Show) =>
  async (c: Context<AppEnv>, next: () => Promise<void>): Promise<Response | undefined> => {
    const size = Number(c.req.header('Content-Length') ?? 0)
    if (size <= most + 100_000) {
      await next()
      return undefined
    }
    const page = await show(c, Math.floor(most / 1_000_000))
    return new Response(page.body, { status: 413, headers: page.headers })
  }
