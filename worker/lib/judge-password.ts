import { isCommonPassword } from './common-passwords'
import type { Message } from './message'
import { normalPassword } from './password'
import { foldForSearch } from './text'

export type PasswordSituation = {
  role: 'owner' | 'admin' | 'instructor' | 'learner'
  hasSecondFactor: boolean
  /** What the organization asks for; never less than ours. */
  minLength?: number
  organizationName: string
  email: string | null
  name: string | null
}

export const longestPassword = 128

const privilegedLength = 15

/** Whether a password would do for owners and admins: kept beside the hash, which does not tell it. */
export const isLongPassword = (password: string): boolean => [...normalPassword(password)].length >= privilegedLength

/** How many characters this person's password needs (NIST SP 800-63B-4, section 3.1.1.2: 15 where it stands alone). */
export function leastPasswordLength({
  role,
  hasSecondFactor,
  minLength = 0,
}: Omit<PasswordSituation, 'email' | 'name' | 'organizationName'>) {
  const ours = (role === 'owner' || role === 'admin') && !hasSecondFactor ? privilegedLength : 8
  return Math.min(64, Math.max(ours, minLength))
}

/** Null for a good password, otherwise what is wrong with it. No rules of composition; spaces and every script are welcome. */
export function judgePassword(password: string, situation: PasswordSituation): Message | null {
  const normal = normalPassword(password)
  const length = [...normal].length
  const least = leastPasswordLength(situation)
  if (length < least) return { key: 'password.tooShort', values: { least } }
  if (length > longestPassword) return { key: 'password.tooLong', values: { most: longestPassword } }
  if (isSimple(normal)) return { key: 'password.tooSimple' }
  if (isCommonPassword(normal) || isCommonPassword(onceOf(normal))) return { key: 'password.common' }
  const theirs = [
    { key: 'password.hasOrganization' as const, text: situation.organizationName },
    { key: 'password.hasEmail' as const, text: situation.email?.split('@')[0] ?? '' },
    { key: 'password.hasName' as const, text: situation.name ?? '' },
  ].find(({ text }) => isMostly(normal, text))
  return theirs ? { key: theirs.key } : null
}

/** Few different characters, one unit repeated, or neighbours in a row: `aaaaaaaa`, `abcabcabc`, `87654321`, `qwertyui`. */
function isSimple(password: string) {
  const letters = [...password.toLowerCase()]
  if (new Set(letters).size < 4) return true
  for (let size = 1; size <= letters.length / 3 && size <= 4; size++) {
    if (letters.every((letter, i) => letter === letters[i % size])) return true
  }
  return letters.slice(1).filter((letter, i) => isNeighbour(letters[i]!, letter)).length >= (letters.length - 1) * 0.75
}

/** What a password says twice or more, once: "passwordpassword" is no longer to guess than "password". */
function onceOf(password: string) {
  const letters = [...password.toLowerCase()]
  for (let size = 4; size <= letters.length / 2; size++) {
    if (letters.every((letter, i) => letter === letters[i % size])) return letters.slice(0, size).join('')
  }
  return password
}

const rows = [
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
]

function isNeighbour(one: string, next: string) {
  const step = next.codePointAt(0)! - one.codePointAt(0)!
  if (Math.abs(step) <= 1) return true
  return rows.some(
    (row) => row.includes(one) && row.includes(next) && Math.abs(row.indexOf(one) - row.indexOf(next)) === 1,
  )
}

/** The password is somebody's own word with little beside it. Words of three letters or fewer are in everything. */
function isMostly(password: string, theirs: string) {
  const plain = (text: string) => foldForSearch(text).replace(/[^\p{L}\p{N}]/gu, '')
  const whole = plain(password)
  const words = [plain(theirs), ...theirs.split(/[\s.\-_+]+/).map(plain)].filter((word) => [...word].length >= 4)
  return words.some((word) => whole.includes(word) && [...whole].length - [...word].length < 8)
}
