import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Platform } from '../../tenants/platform'
import { openSlot } from '../../tenants/slots'
import { forgetAll } from '../../worker/lib/remember'

// A line a request is for operators: each would travel to the terminal's process to be dropped there.
const quiet = Symbol.for('lyceum.quiet')
const { log } = console
if (!(quiet in log))
  console.log = Object.assign(
    (...said: unknown[]) => {
      if (!String(said[0]).startsWith('{"id"')) log.apply(console, said)
    },
    { [quiet]: true },
  )

// Files share one workerd, and each begins with nothing in it: no database, no object, nothing that a module remembers.
forgetAll()
await reset()

// A file that ended with work under way may keep databases from being taken away: then once more.
for (let tries = 0; tries < 50 && (await isUsed()); tries++) {
  await new Promise((resume) => setTimeout(resume, 100))
  await reset()
}

async function isUsed(): Promise<boolean> {
  const platform = { env, seams: {} } as unknown as Platform
  const tables = "select name from sqlite_master where name = '_migrations'"
  const slots = ['T0000', 'T0001', 'T0002', 'T0003', 'T0004', 'T0005'].map(async (binding) => {
    const slot = openSlot(platform, { id: binding, cellBinding: 'CELL_0001', binding, schemaVersion: 0 })
    const { answers } = await slot.batch([{ sql: tables, params: [] }])
    slot.close()
    return answers[0]!.rows.length > 0
  })
  const directory = platform.env.DIRECTORY.prepare(tables).first()
  return (await directory) !== null || (await Promise.all(slots)).includes(true)
}
