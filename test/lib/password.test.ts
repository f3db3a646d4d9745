import { expect, test } from 'vitest'
import { judgePassword, leastPasswordLength } from '../../worker/lib/judge-password'
import { hashPassword, needsRehash, readPasswordCost, verifyPassword } from '../../worker/lib/password'

const cost = { ln: 8, r: 8, p: 1 }
const lena = {
  role: 'learner' as const,
  hasSecondFactor: false,
  organizationName: 'Acme Academy',
  email: 'lena.fischer@example.com',
  name: 'Lena Fischer',
}
const keyOf = (password: string, change = {}) => judgePassword(password, { ...lena, ...change })?.key ?? null

test('a password opens only with itself, and its hash never repeats', async () => {
  const stored = await hashPassword('correct horse battery', cost)
  expect(stored).toMatch(/^\$scrypt\$ln=8,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await verifyPassword('correct horse battery', stored, cost)).toBe(true)
  expect(await verifyPassword('correct horse batterY', stored, cost)).toBe(false)
  expect(await hashPassword('correct horse battery', cost)).not.toBe(stored)
})

test('a hash of other software that follows the same string format is accepted', async () => {
  // RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1), its first 32 bytes.
  const salt = btoa('SodiumChloride').replace(/=+$/, '')
  const hash = btoa(
    String.fromCharCode(...hex('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2')),
  ).replace(/=+$/, '')
  expect(await verifyPassword('pleaseletmein', `$scrypt$ln=14,r=8,p=1$${salt}$${hash}`, cost)).toBe(true)
})

test('the same accents typed on two keyboards are the same password', async () => {
  const stored = await hashPassword('Größenwahn im Café', cost)
  expect(await verifyPassword('Größenwahn im Café'.normalize('NFD'), stored, cost)).toBe(true)
})

test('someone unknown is refused as slowly as a wrong password, and a broken hash opens nothing', async () => {
  expect(await verifyPassword('whatever it is', null, cost)).toBe(false)
  expect(await verifyPassword('whatever it is', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA', cost)).toBe(false)
  expect(await verifyPassword('', '', cost)).toBe(false)
})

test('a hash of yesterday’s cost is made anew at the next sign-in', async () => {
  const stored = await hashPassword('correct horse battery', cost)
  expect(needsRehash(stored, cost)).toBe(false)
  expect(needsRehash(stored)).toBe(true)
  expect(readPasswordCost('8,8,1')).toEqual(cost)
  expect(readPasswordCost(undefined)).toEqual({ ln: 14, r: 8, p: 5 })
  expect(() => readPasswordCost('much')).toThrow('three numbers')
})

test('a class that signs in at once is let through four at a time, and everyone gets in', async () => {
  const stored = await hashPassword('correct horse battery', cost)
  const opened = await Promise.all(
    Array.from({ length: 30 }, () => verifyPassword('correct horse battery', stored, cost)),
  )
  expect(opened.every(Boolean)).toBe(true)
  expect(await verifyPassword('correct horse battery', stored, cost)).toBe(true)
})

test('eight characters are enough for a learner, fifteen for an owner without a second factor', () => {
  expect(keyOf('tulip42z')).toBeNull()
  expect(keyOf('tulip4z')).toBe('password.tooShort')
  expect(keyOf('tulip42z', { role: 'owner' })).toBe('password.tooShort')
  expect(keyOf('tulip42z', { role: 'admin', hasSecondFactor: true })).toBeNull()
  expect(keyOf('tulip42z', { minLength: 12 })).toBe('password.tooShort')
  expect(leastPasswordLength({ role: 'owner', hasSecondFactor: false, minLength: 20 })).toBe(20)
})

test('any script, spaces and emoji count by character, up to 128', () => {
  expect(keyOf('お気に入りの本を読む')).toBeNull()
  expect(keyOf('🐢🌵🎻🧭🪁🧵🫐🛶')).toBeNull()
  expect(keyOf('a quiet room with a view of the sea')).toBeNull()
  expect(keyOf(`${'ab cde fgh '.repeat(11)}1234567`)).toBeNull()
  expect(keyOf(`${'ab cde fgh '.repeat(11)}12345678`)).toBe('password.tooLong')
})

test('what everyone guesses first is refused, also in disguise', () => {
  for (const password of ['password1', 'P@ssw0rd', 'Iloveyou2024!', 'trustno1', 'sunshine!!', 'Football99'])
    expect(keyOf(password), password).toBe('password.common')
  for (const password of [
    'aaaaaaaaaa',
    'abcabcabcabc',
    '87654321',
    'qwertyuiop',
    'asdfghjkl',
    'xyxyxyxyxyxy',
    'abcdefghijkl',
  ])
    expect(keyOf(password), password).toBe('password.tooSimple')
})

test('one’s own name, address and organization make no password', () => {
  expect(keyOf('AcmeAcademy1')).toBe('password.hasOrganization')
  expect(keyOf('lena.fischer!')).toBe('password.hasEmail')
  expect(keyOf('Müller-7788', { name: 'Jörg Müller', email: null })).toBe('password.hasName')
  expect(keyOf('the academy of quiet turtles')).toBeNull()
  expect(keyOf('tulip42z', { name: 'Li', email: null })).toBeNull()
})

const hex = (text: string) => text.match(/../g)!.map((byte) => Number.parseInt(byte, 16))
