import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrCode } from '../../worker/lib/qr'

test('the path covers exactly the dark modules', () => {
  const text = 'https://acme.lyceum.example/verify/K7RMPX9T'
  const { size, path } = qrCode(text)
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i++) drawn[Number(y)]![Number(x) + i] = true
  }
  expect(drawn).toEqual(encode(text, { ecc: 'M', border: 4 }).data)
  expect(drawn[0]!.some(Boolean)).toBe(false)
})
