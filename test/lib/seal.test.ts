import { expect, test } from 'vitest'
import { parseKeyRing } from '../../worker/lib/key-ring'
import { needsReseal, seal, unseal } from '../../worker/lib/seal'

const key = (letter: string) => btoa(letter.repeat(32))
const old = parseKeyRing(`2025:${key('o')}`)
const ring = parseKeyRing(`2026:${key('n')},2025:${key('o')}`)

test('a secret comes back only where it was kept', async () => {
  const sealed = await seal(ring, 'sesame 🗝️', 'webhooks/1/secret')
  expect(sealed).toMatch(/^s1\.2026\.[\w-]+$/)
  expect(await unseal(ring, sealed, 'webhooks/1/secret')).toBe('sesame 🗝️')
  await expect(unseal(ring, sealed, 'webhooks/2/secret')).rejects.toThrow('belongs elsewhere')
  expect(await seal(ring, 'sesame 🗝️', 'webhooks/1/secret')).not.toBe(sealed)
})

test('after a new key came in front the old secrets still open and ask to be sealed again', async () => {
  const sealed = await seal(old, 'sesame', 'sso')
  expect(await unseal(ring, sealed, 'sso')).toBe('sesame')
  expect(needsReseal(ring, sealed)).toBe(true)
  expect(needsReseal(ring, await seal(ring, 'sesame', 'sso'))).toBe(false)
})

test('errors say what is wrong and never the key', async () => {
  const sealed = await seal(ring, 'sesame', 'sso')
  await expect(unseal(old, sealed, 'sso')).rejects.toThrow('the key "2026", which is not in the ring')
  await expect(unseal(ring, `${sealed.slice(0, -2)}AA`, 'sso')).rejects.toThrow('changed')
  await expect(unseal(ring, 'plain', 'sso')).rejects.toThrow('not a sealed text')
  expect(() => parseKeyRing('')).toThrow('empty')
  expect(() => parseKeyRing(`a:${btoa('short')}`)).toThrow('has 5 bytes; it needs 32')
  expect(() => parseKeyRing('a:!!!')).toThrow('not base64')
  expect(() => parseKeyRing(key('x'))).toThrow('no id')
  expect(() => parseKeyRing(`a:${key('x')},a:${key('y')}`)).toThrow('same id')
})
