import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { watch } from './build.ts'
import { startServer } from './server.ts'
import { steps } from './steps.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '8787' },
    state: { type: 'string', default: '.lyceum' },
    reset: { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
  },
})
const port = Number(values.port)
const FIRST =
  'Starting. The first time takes a minute or two: a sample organization is made, with twelve weeks behind it.'

await whenFree(port)

if (values.reset) rmSync(values.state, { recursive: true, force: true })
const isNew = !existsSync(values.state)
console.log(isNew && !values['no-seed'] ? FIRST : 'Starting.')
const made = steps()
if (isNew) made.say('the styles and scripts')
const watcher = await watch()
if (isNew) made.say('a place for the databases')
const server = await startServer({
  port,
  state: values.state,
  seed: !values['no-seed'],
  verbose: true,
  say: isNew ? made.say : undefined,
})
const seconds = made.end()
if (isNew) console.log(`  Made in ${seconds} s. From now on it starts in a few.`)

console.log(`
Lyceum runs.
  The platform           ${server.origin}
  A sample organization  http://acme.lyceum.localhost:${port}
  Its mails              http://acme.lyceum.localhost:${port}/dev/mail
${values['no-seed'] ? '' : signIns()}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    watcher.stop()
    await server.stop()
    process.exit(0)
  })

/** Somebody else's answers on this port would look like ours. */
async function whenFree(port: number): Promise<void> {
  const probe = createServer()
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening')
  } catch {
    console.error(`Port ${port} is taken. End what runs there, or choose another: PORT=8900 bin/dev`)
    process.exit(1)
  }
  await once(probe.close(), 'close')
}

function signIns(): string {
  const people = [
    ['olga@acme.example', 'owner'],
    ['ada@acme.example', 'admin'],
    ['ivy@acme.example', 'instructor'],
    ['lena@acme.example', 'learner'],
    ['omar@acme.example', 'observer'],
  ]
  return `  Sign in as             ${people.map(([email, role]) => `${email} (${role})`).join('\n                         ')}
  with the password      a quiet reading room
`
}
