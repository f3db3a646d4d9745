import { expect, test } from 'vitest'
import { parseKeyRing } from '../../worker/lib/key-ring'
import { isSigned, readToken, signToken, signValue } from '../../worker/lib/signature'

const ring = parseKeyRing(`2026:${btoa('n'.repeat(32))}`)
const now = Date.UTC(2026, 10, 22)
const soon = now + 600_000

test('a signed path opens that path, for its purpose, until its end', async () => {
  const signature = await signValue(ring, 'file', '/media/42', soon)
  expect(await isSigned(ring, 'file', '/media/42', signature, now)).toBe(true)
  expect(await isSigned(ring, 'file', '/media/43', signature, now)).toBe(false)
  expect(await isSigned(ring, 'hand-over', '/media/42', signature, now)).toBe(false)
  expect(await isSigned(ring, 'file', '/media/42', signature, soon)).toBe(false)
})

test('nobody can lengthen a signature’s life or make one from another key', async () => {
  const signature = await signValue(ring, 'file', '/media/42', soon)
  const [, id, mac] = signature.split('.')
  expect(await isSigned(ring, 'file', '/media/42', `zzzzzzz.${id}.${mac}`, now)).toBe(false)
  expect(await isSigned(ring, 'file', '/media/42', `.${id}.${mac}`, now)).toBe(false)
  const other = parseKeyRing(`2026:${btoa('o'.repeat(32))}`)
  expect(await isSigned(other, 'file', '/media/42', signature, now)).toBe(false)
  for (const broken of ['', '.', '..', 'a.b.c', `${signature}.x`])
    expect(await isSigned(ring, 'file', '/media/42', broken, now)).toBe(false)
})

test('after a new key came in front, links in old mails still hold', async () => {
  const signature = await signValue(ring, 'unsubscribe', 'u1', Number.POSITIVE_INFINITY)
  const newer = parseKeyRing(`2027:${btoa('z'.repeat(32))},2026:${btoa('n'.repeat(32))}`)
  expect(await isSigned(newer, 'unsubscribe', 'u1', signature, now + 1e12)).toBe(true)
})

test('a token carries its payload, and nothing when it was touched', async () => {
  const token = await signToken(ring, 'hand-over', { user: 'ü1', host: 'acme' }, soon)
  expect(token).toMatch(/^[\w.-]+$/)
  expect(await readToken(ring, 'hand-over', token, now)).toEqual({ user: 'ü1', host: 'acme' })
  expect(await readToken(ring, 'hand-over', token, soon + 1)).toBeNull()
  expect(await readToken(ring, 'hand-over', `x${token}`, now)).toBeNull()
  expect(await readToken(ring, 'hand-over', 'nonsense', now)).toBeNull()
})
