import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { prepare, startServer } from './server.ts'
import { steps } from './steps.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '8787' },
    state: { type: 'string', default: '.lyceum' },
    reset: { type: 'boolean', default: false },
  },
})
const port = Number(values.port)

// A server that runs has its databases open; otherwise one is started for the time.
const made = steps()
const running = await prepare(port, true, made.say).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'ECONNREFUSED') throw error
  return null
})
if (running && values.reset) {
  console.error('The databases are open: end bin/dev first, or start it over with bin/dev --reset.')
  process.exit(1)
}
const seeded = running ?? (await seedAlone())
made.end()

console.log(
  seeded.made
    ? 'Acme Academy is there: sixty learners, four courses, twelve weeks behind it.'
    : 'Acme Academy was there already. bin/seed --reset makes it anew.',
)

async function seedAlone() {
  if (values.reset) rmSync(values.state, { recursive: true, force: true })
  await build()
  const server = await startServer({ port, state: values.state, seed: false })
  try {
    return await prepare(port, true, made.say)
  } finally {
    await server.stop()
  }
}
