import type { Tenant } from '../../../tenants/tenant'
import { Conflict, Invalid } from '../../errors'
import { isInNetworks } from '../../lib/networks'
import { admit } from '../people'
import type { Actor } from '../policy'
import type { Quiz } from './quiz-queries'

/** What somebody brings who wants to begin: the code that was typed, and the address that they come from. */
export type Bringing = { code: string; address: string }

const TRIES = { most: 10, seconds: 900 }

/** Refuses who is elsewhere (Conflict), or has not the code (Invalid); ten tries in a quarter of an hour (TooMany). */
export async function checkAdmission(tenant: Tenant, actor: Actor, quiz: Quiz, { code, address }: Bringing) {
  checkPlace(quiz, address)
  if (!quiz.accessCode) return
  if (!code.trim()) throw new Invalid('code', 'quizzes.codeMissing')
  await admit(tenant, 'code', [{ key: `quiz:${quiz.itemId}:${actor.id}`, ...TRIES }])
  if (folded(code) !== folded(quiz.accessCode)) throw new Invalid('code', 'quizzes.codeWrong')
}

/** At the start, and whenever the questions of an attempt are opened. */
export function checkPlace({ networks }: Quiz, address: string): void {
  if (networks.length && !isInNetworks(address, networks)) throw new Conflict('quizzes.wrongPlace')
}

const folded = (code: string) => code.normalize('NFKC').trim().toLowerCase()
