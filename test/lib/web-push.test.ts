import { expect, test } from 'vitest'
import { fromBase64, toBase64Url } from '../../worker/lib/bytes'
import { arePushKeys, encryptPush, readVapid, vapidHeader } from '../../worker/lib/web-push'
import { makeBrowser } from '../support/push-service'

const curve = { name: 'ECDH', namedCurve: 'P-256' }
// RFC 8291, appendix A
const example = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  d: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  point: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  text: 'When I grow up, I want to be a watermelon',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

test('the example of RFC 8291 comes out to the byte', async () => {
  const point = fromBase64(example.point)!
  const [x, y] = [toBase64Url(point.subarray(1, 33)), toBase64Url(point.subarray(33))]
  const jwk = { kty: 'EC', crv: 'P-256', x, y, ext: true }
  const pair = {
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: example.d }, curve, false, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', jwk, curve, true, []),
  } as CryptoKeyPair
  const body = await encryptPush(example.text, example, { salt: fromBase64(example.salt)!, pair })
  expect(toBase64Url(body)).toBe(example.body)
})

test('a browser opens what is sealed for it, and no two messages look alike', async () => {
  const [one, other] = await Promise.all([makeBrowser('https://push.example/1'), makeBrowser('https://push.example/2')])
  for (const text of ['', 'ä', '消息'.repeat(500)]) expect(await one.open(await encryptPush(text, one))).toBe(text)
  expect(await encryptPush('a', one)).not.toEqual(await encryptPush('a', one))
  await expect(other.open(await encryptPush('a', one))).rejects.toThrow()
})

test('keys of a browser are a point on the curve and sixteen bytes', async () => {
  expect(await arePushKeys(example)).toBe(true)
  const off = fromBase64(example.p256dh)!
  off[40]! ^= 1
  for (const wrong of [
    { ...example, auth: 'BTBZMqHH6r4' },
    { ...example, p256dh: example.salt },
    { ...example, p256dh: toBase64Url(off) },
    { p256dh: '', auth: '' },
  ])
    expect(await arePushKeys(wrong)).toBe(false)
})

test('who sends is signed for one push service and half a day', async () => {
  expect(readVapid('')).toBe(null)
  expect(() => readVapid('abc:def')).toThrow('P-256')
  const vapid = readVapid(`${example.point}:${example.d}`)!
  const now = Date.UTC(2026, 2, 2)
  const header = await vapidHeader(vapid, { endpoint: 'https://push.example/a/b', subject: 'mailto:a@b.example', now })
  const [, token, key] = /^vapid t=(.+), k=(.+)$/.exec(header)!
  expect(key).toBe(example.point)
  const said = JSON.parse(new TextDecoder().decode(fromBase64(token!.split('.')[1]!)!))
  expect(said).toEqual({ aud: 'https://push.example', exp: now / 1000 + 43_200, sub: 'mailto:a@b.example' })
})
