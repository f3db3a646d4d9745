import { expect, test } from 'vitest'
import { constantTimeEqual, newCode, newId, newToken, readCode, sha256Hex, spellCode } from '../../worker/lib/ids'

test('ids sort by the time of their making and never repeat', () => {
  const ids = Array.from({ length: 500 }, newId)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(500)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('codes have the length asked for and no letters that look alike', () => {
  const letters = new Set([...newCode(10_000)])
  expect(newCode(10)).toHaveLength(10)
  expect(letters.size).toBe(30)
  for (const letter of '01ILOU') expect(letters.has(letter)).toBe(false)
})

test('a code is read as people type it', () => {
  expect(readCode(' abcd-efgh ')).toBe('ABCDEFGH')
  expect(readCode('ＡＢ２３')).toBe('AB23')
  expect(readCode('AB0C')).toBeNull()
  expect(readCode('')).toBeNull()
  expect(readCode(spellCode('K7RMPX9T2'))).toBe('K7RMPX9T2')
  expect(spellCode('K7RMPX9T2')).toBe('K7RM-PX9T-2')
})

test('tokens carry 256 bits and are safe in a URL', () => {
  expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(newToken()).not.toBe(newToken())
})

test('hashes are those of the standard', async () => {
  expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('secrets are equal only as a whole', () => {
  expect(constantTimeEqual('secret', 'secret')).toBe(true)
  expect(constantTimeEqual('secret', 'secreT')).toBe(false)
  expect(constantTimeEqual('secret', 'secret1')).toBe(false)
  expect(constantTimeEqual('', 'x')).toBe(false)
  expect(constantTimeEqual(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true)
})
