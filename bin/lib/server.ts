import { type ChildProcess, spawn } from 'node:child_process'
import { createECDH, type ECDH, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Server = { origin: string; port: number; stop: () => Promise<void> }
/**
 * `verbose`: once it runs, what it says is shown; what it says before is shown where it does not start.
 * `say` hears what is being made meanwhile.
 */
export type ServerOptions = { port: number; state: string; seed: boolean; verbose?: boolean; say?: Say }
export type Say = (step: string) => void

/** The app and its cells in one process on loopback, with databases and files under `state`. */
export async function startServer({ port, state, seed, verbose = false, say }: ServerOptions): Promise<Server> {
  mkdirSync(state, { recursive: true })
  const child = spawn('node_modules/.bin/wrangler', wranglerArguments(port, state), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const output: string[] = []
  let runs = false
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output.push(String(chunk))
      if (output.length > 400) output.shift()
      if (verbose && runs) process.stdout.write(String(chunk).replace(bindings, ''))
    })
  const stop = () => stopGroup(child)
  try {
    await untilAnswers(child, port)
    await prepare(port, seed, say)
  } catch (error) {
    await stop()
    throw new Error(`The server did not start: ${String(error)}\n${output.join('')}`)
  }
  runs = true
  return { origin: `http://lyceum.localhost:${port}`, port, stop }
}

/** wrangler's table of them, which it prints again each time it reloads: it would push the addresses out of sight. */
const bindings = /^.* has access to the following bindings:\n(?:.+\n)*\n?/gm

function wranglerArguments(port: number, state: string): string[] {
  const variables = {
    PLATFORM_ORIGIN: `http://lyceum.localhost:${port}`,
    CONTENT_ORIGIN: `http://lyceum-content.localhost:${port}`,
    SECRETS: developmentSecrets(state),
    VAPID: developmentVapid(state),
  }
  return [
    'dev',
    ...['wrangler.toml', ...cellConfigs()].flatMap((config) => ['-c', config]),
    ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--persist-to', state],
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    '--show-interactive-dev-session=false',
  ]
}

const cellConfigs = () =>
  readdirSync('tenants/cells')
    .filter((file) => file.endsWith('.toml'))
    .map((file) => `tenants/cells/${file}`)

/** A key ring of this state's own, made once. */
function developmentSecrets(state: string): string {
  const file = join(state, 'secrets')
  if (!existsSync(file)) writeFileSync(file, `dev:${randomBytes(32).toString('base64')}`)
  return readFileSync(file, 'utf8')
}

/** A pair by which push services know this state, made once: browsers that subscribed stay known. */
function developmentVapid(state: string): string {
  const file = join(state, 'vapid')
  if (!existsSync(file)) {
    const pair = createECDH('prime256v1')
    pair.generateKeys()
    writeFileSync(file, `${pair.getPublicKey('base64url')}:${privateOf(pair)}`)
  }
  return readFileSync(file, 'utf8')
}

/** Thirty-two bytes, also where the number is short. */
const privateOf = (pair: ECDH) => Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')

async function untilAnswers(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`wrangler ended with ${child.exitCode}`)
    if (await get(port).catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error('no answer within a minute')
}

const get = async (port: number) => (await ask(port, 'GET', '/')).status < 500

type Prepared = { step?: string; seed?: { made: boolean } | null; error?: string }

/** Makes the databases of a server that runs and, unless told not to, the sample organization; says whether it was made now. */
export async function prepare(port: number, seed = true, say: Say = () => {}): Promise<{ made: boolean }> {
  let end: Prepared | undefined
  const onLine = (line: string) => {
    const told = JSON.parse(line) as Prepared
    if (told.step) say(told.step)
    else end = told
  }
  const { status } = await ask(port, 'POST', `/dev/prepare?aloud${seed ? '' : '&seed=no'}`, onLine)
  if (status !== 200 || !end || end.error) throw new Error(`/dev/prepare failed: ${end?.error ?? status}`)
  return end.seed ?? { made: false }
}

/** Node's fetch drops a Host header, and not every machine resolves *.localhost. */
function ask(port: number, method: string, path: string, onLine?: (line: string) => void): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const headers = { host: `lyceum.localhost:${port}` }
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, timeout: 300_000 }, (answer) => {
      const status = answer.statusCode ?? 500
      answer.on('error', reject)
      const lines = createInterface({ input: answer })
      if (status === 200 && onLine) lines.on('line', onLine)
      lines.on('close', () => resolve({ status }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.pid) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGTERM')
  const killer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 5_000)
  await ended
  clearTimeout(killer)
}
