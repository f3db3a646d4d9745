import { scrypt } from 'node:crypto'
import { fromBase64, toBase64 } from './bytes'
import { constantTimeEqual } from './ids'
import { remember } from './remember'

/** Work of one hash: N = 2^ln, block size r, parallelism p (RFC 7914). */
export type PasswordCost = { ln: number; r: number; p: number }

/** OWASP's scrypt choice that fits an isolate: 16 MiB and about 200 ms. */
export const productionCost: PasswordCost = { ln: 14, r: 8, p: 5 }

/** Reads `ln,r,p` of a variable ("8,8,1" in tests); the production cost where it is not set. */
export const readPasswordCost = remember((text: string | undefined): PasswordCost => {
  if (!text) return productionCost
  const [ln = 0, r = 0, p = 0] = text.split(',').map(Number)
  const cost = { ln, r, p }
  if (!isBearable(cost)) throw new Error('The password cost wants three numbers, ln,r,p, such as 14,8,5')
  return cost
})

/** The password as a PHC string: `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`. */
export async function hashPassword(password: string, cost: PasswordCost = productionCost): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const hash = await derive(password, salt, cost)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`
}

/** Whether it is the password. Without a stored one it takes as long and says no, so that nobody learns who exists. */
export async function verifyPassword(
  password: string,
  stored: string | null,
  cost: PasswordCost = productionCost,
): Promise<boolean> {
  const known = stored === null ? null : readPhc(stored)
  if (!known) {
    await derive(password, new Uint8Array(16), cost)
    return false
  }
  return constantTimeEqual(await derive(password, known.salt, known.cost), known.hash)
}

/** True where the next sign-in should store the password anew. */
export function needsRehash(stored: string, cost: PasswordCost = productionCost): boolean {
  const known = readPhc(stored)
  return !known || known.cost.ln !== cost.ln || known.cost.r !== cost.r || known.cost.p !== cost.p
}

/** One form of what was typed: the same password on a keyboard that composes accents and on one that does not. */
export const normalPassword = (password: string): string => password.normalize('NFKC')

function readPhc(stored: string) {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored)
  if (!match) return null
  const cost = { ln: Number(match[1]), r: Number(match[2]), p: Number(match[3]) }
  const salt = fromBase64(match[4]!)
  const hash = fromBase64(match[5]!)
  return isBearable(cost) && salt && hash?.length === 32 ? { cost, salt, hash } : null
}

const isBearable = ({ ln, r, p }: PasswordCost) =>
  [ln, r, p].every((n) => Number.isInteger(n) && n > 0) &&
  ln <= 17 &&
  r <= 16 &&
  p <= 16 &&
  128 * 2 ** ln * r <= 2 ** 26

const unpadded = (bytes: Uint8Array) => toBase64(bytes).replace(/=+$/, '')

// Each hash holds 16 MiB of an isolate's 128 for its whole run: more than four at once would be a way to end it. Who waits
// polls with a timer of its own: a promise that another request resolves leaves workerd thinking that this one hangs, and a
// request that is cut off in the middle never says that it is done, so its place falls free by itself.
const atOnce = 4
const longest = 10_000
const running = new Set<{ since: number }>()

async function derive(password: string, salt: Uint8Array, { ln, r, p }: PasswordCost) {
  while (isFull()) await new Promise((done) => setTimeout(done, 20 + Math.random() * 20))
  const place = { since: Date.now() }
  running.add(place)
  try {
    return await new Promise<Uint8Array>((done, fail) =>
      scrypt(normalPassword(password), salt, 32, { N: 2 ** ln, r, p, maxmem: 2 ** 27 }, (error, key) =>
        error ? fail(error) : done(new Uint8Array(key)),
      ),
    )
  } finally {
    running.delete(place)
  }
}

function isFull() {
  for (const place of running) if (Date.now() - place.since > longest) running.delete(place)
  return running.size >= atOnce
}
