import { env } from 'cloudflare:workers'
import { registerCell } from '../../tenants/grow'
import type { Mail } from '../../tenants/mail'
import { migrateDirectory } from '../../tenants/migrate-directory'
import { openPlatform, type Platform } from '../../tenants/platform'
import type { Env } from '../../worker/env'

/** A Monday morning in term: the frozen clock of every test. */
export const monday = Date.UTC(2026, 2, 2, 9, 0)

export type TestPlatform = Platform & {
  /** Mails that were sent, oldest first. */
  mails: Mail[]
  /** Moves the clock. */
  setNow: (now: number) => void
}

/** The platform on real databases with the real migrations, `slots` free spaces, a frozen clock and a mailer that remembers. */
export async function makePlatform(slots = 4): Promise<TestPlatform> {
  const mails: Mail[] = []
  let now = monday
  const bindings = env as unknown as Env
  const ports = {
    now: () => now,
    mailer: () => ({
      async send(mail: Mail) {
        mails.push(mail)
      },
    }),
  }
  const platform = openPlatform(bindings, ports)
  await migrateDirectory(bindings.DIRECTORY)
  await registerCell(platform.directory, 1, slots, now)
  return Object.assign(platform, {
    mails,
    setNow(to: number) {
      now = to
    },
  })
}
