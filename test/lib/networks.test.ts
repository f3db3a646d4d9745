import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInNetworks, readNetwork } from '../../worker/lib/networks'

test('an address is in its network and not in the one beside it', () => {
  expect(isInNetworks('10.1.2.3', ['10.0.0.0/8'])).toBe(true)
  expect(isInNetworks('11.1.2.3', ['10.0.0.0/8', '192.0.2.1'])).toBe(false)
  expect(isInNetworks('192.0.2.1', ['192.0.2.1'])).toBe(true)
  expect(isInNetworks('2001:db8:0:1::5', ['2001:db8::/32'])).toBe(true)
  expect(isInNetworks('2001:db9::5', ['2001:db8::/32'])).toBe(false)
  expect(isInNetworks('::ffff:10.1.2.3', ['10.0.0.0/8'])).toBe(true)
  expect(isInNetworks('10.1.2.3', ['::/0'])).toBe(false)
  expect(isInNetworks('', ['0.0.0.0/0'])).toBe(false)
})

test('what is no network is refused, and bits beyond the length too', () => {
  for (const wrong of [
    '',
    'home',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.0/8',
    '::1::/64',
    '2001:db8::/129',
    '10.0.0.0/8/8',
    '1.2.3.4:80',
  ])
    expect(readNetwork(wrong), wrong).toBeNull()
  expect(readNetwork(' 2001:DB8::/32 ')).toBe('2001:db8::/32')
})

test('every IPv4 address lies in each network that begins like it', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
      const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
      const size = 2 ** (32 - length)
      const from = Math.floor(value / size) * size
      const start = [24, 16, 8, 0].map((by) => Math.floor(from / 2 ** by) % 256).join('.')
      expect(isInNetworks(address, [`${start}/${length}`])).toBe(true)
    }),
  )
  fc.assert(fc.property(fc.ipV6(), (address) => isInNetworks(address, ['::/0', '0.0.0.0/0'])))
})
