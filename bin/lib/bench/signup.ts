import { scrypt } from 'node:crypto'
import { type Bench, median, printTable, quantile, round } from './bench.ts'
import { type Answer, ask, together } from './load.ts'
import { runApp } from './workerd.ts'

const ORGANIZATIONS = 200
const AT_ONCE = 20
const SLOTS = 256
const PORT = 8951
const PASSWORD = 'an unhurried afternoon in the library'

/** 200 organizations sign up through the form, 20 at a time, with the production hash cost: none lost, none sharing a database. */
export const bench: Bench = async () => {
  const app = await runApp({ slots: SLOTS, port: PORT })
  const host = `lyceum.localhost:${PORT}`
  try {
    await ask(PORT, { method: 'POST', path: `/dev/prepare?seed=no&slots=${SLOTS}`, host })
    const hashes = await bareHashes()
    const answers = await together(
      Array.from({ length: ORGANIZATIONS }, (_, i) => () => signUp(host, i)),
      AT_ONCE,
    )
    const landed = await together(
      answers.map((answer, i) => () => land(answer, i)),
      AT_ONCE,
    )
    const slots = await slotsInUse(app)
    const times = answers.map(({ ms }) => ms)
    const figures = {
      signedUp: landed.filter(Boolean).length,
      databases: slots,
      p50Ms: round(median(times)),
      p95Ms: round(quantile(times, 0.95)),
      bareHashesP95Ms: round(quantile(hashes, 0.95)),
      firstMs: round(times[0]!),
      lastMs: round(times.at(-1)!),
    }
    printTable(['figure', 'value'], Object.entries(figures))
    const limits = { signedUp: ORGANIZATIONS, databases: ORGANIZATIONS }
    return { figures, limits, ok: figures.signedUp === ORGANIZATIONS && slots === ORGANIZATIONS }
  } finally {
    await app.stop()
  }
}

async function signUp(host: string, i: number): Promise<Answer> {
  const form = await ask(PORT, { path: '/sign-up', host })
  const nonce = /name="nonce" value="([^"]+)"/.exec(form.body.toString())?.[1] ?? ''
  const fields = {
    nonce,
    organization: `School ${i}`,
    slug: `school-${i}`,
    owner: `Owner ${i}`,
    email: `owner@school-${i}.example`,
    password: PASSWORD,
    locale: 'en',
    zone: 'Europe/Berlin',
    agreed: 'on',
  }
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: `http://${host}`,
    'cf-connecting-ip': `192.0.2.${i}`,
  }
  return ask(PORT, { method: 'POST', path: '/sign-up', host, headers, body: new URLSearchParams(fields).toString() })
}

/** Whether the answer leads onto the new subdomain, signed in. */
async function land({ status, headers }: Answer, i: number): Promise<boolean> {
  if (status !== 303 || !headers.location) return false
  const to = new URL(headers.location)
  if (to.hostname !== `school-${i}.lyceum.localhost`) return false
  const handedOver = await ask(PORT, { path: to.pathname + to.search, host: to.host })
  return String(handedOver.headers['set-cookie']).includes('__Host-session')
}

async function slotsInUse({ mf }: Awaited<ReturnType<typeof runApp>>): Promise<number> {
  const directory = await mf.getD1Database('DIRECTORY', 'lyceum')
  const row = await directory
    .prepare("select count(distinct slot_id) as slots from tenants where state = 'active'")
    .first<{ slots: number }>()
  return row?.slots ?? 0
}

/** The same number of hashes at a time, with nothing around them. */
function bareHashes(): Promise<number[]> {
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const startedAt = performance.now()
      scrypt(PASSWORD, 'salt', 32, { N: 2 ** 14, r: 8, p: 5, maxmem: 2 ** 27 }, (error) =>
        error ? reject(error) : resolve(performance.now() - startedAt),
      )
    })
  return together(
    Array.from({ length: AT_ONCE * 3 }, () => one),
    AT_ONCE,
  )
}
