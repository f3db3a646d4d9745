import { expect, test } from 'vitest'
import { eventReaders } from '../../worker/db/schema'
import { recordEvent } from '../../worker/domain/events'
import { drain } from '../../worker/jobs/drain'
import { readers } from '../../worker/jobs/readers'
import { makeSchool } from '../support/school'

test('an event that is written while somebody drains is come back for', async () => {
  const { tenant, platform } = await makeSchool()
  const asked: string[] = []
  const listening = { ...tenant, queue: { send: async (job: string) => void asked.push(job) } }
  const first = Object.keys(readers)[0]!
  const known = readers[first]!
  // the first reader's work takes a while; in it somebody acts, and finds the drainer busy
  readers[first] = {
    'test.slow': async () => {
      await recordEvent(tenant.db, 'test.meanwhile', 'x', { at: tenant.now() })
      await drain(listening, {}, platform)
      expect(asked).toEqual([])
    },
  }
  await recordEvent(tenant.db, 'test.slow', 'x', { at: tenant.now() })
  await drain(listening, {}, platform)
  readers[first] = known
  expect(asked).toEqual(['drain'])
  await drain(listening, {}, platform)
  expect(asked).toEqual(['drain'])
  const cursors = await tenant.db.select().from(eventReaders)
  expect(new Set(cursors.map(({ seq }) => seq)).size).toBe(1)
})
