import { expect, test } from 'vitest'
import { isOverload, isPassing, retrying } from '../../worker/lib/retry'

const lost = () => new Error('D1_ERROR: Network connection lost.')

test('a lost connection is tried again, with a pause that grows at most', async () => {
  const pauses: number[] = []
  let tries = 0
  const result = await retrying(
    async () => {
      if (++tries < 3) throw lost()
      return 'saved'
    },
    { sleep: async (ms) => void pauses.push(ms) },
  )
  expect(result).toBe('saved')
  expect(pauses).toHaveLength(2)
  expect(pauses[0]).toBeLessThanOrEqual(120)
  expect(pauses[1]).toBeLessThanOrEqual(240)
})

test('after three tries the error is the caller’s', async () => {
  let tries = 0
  await expect(
    retrying(
      async () => {
        tries++
        throw lost()
      },
      { sleep: async () => {} },
    ),
  ).rejects.toThrow('lost')
  expect(tries).toBe(3)
})

test('a mistake or an overload is never tried again', async () => {
  let tries = 0
  const fail = (message: string) =>
    retrying(
      async () => {
        tries++
        throw new Error(message)
      },
      { sleep: async () => {} },
    )
  await expect(fail('UNIQUE constraint failed: events.id')).rejects.toThrow('UNIQUE')
  await expect(fail('D1 DB is overloaded. Requests queued for too long.')).rejects.toThrow('overloaded')
  expect(tries).toBe(2)
  expect(isOverload(new Error('D1 DB is overloaded. Too many requests queued.'))).toBe(true)
  expect(isPassing(new Error('D1_ERROR', { cause: lost() }))).toBe(true)
})
