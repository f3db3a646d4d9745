import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { items, timers } from '../../worker/db/schema'
import { createCourse, createItem, createModule, scheduleItem } from '../../worker/domain/courses'
import { ring } from '../../worker/jobs/ring'
import { monday } from '../support/platform'
import { makeSchool } from '../support/school'

test('a timer that fails keeps no other waiting, and is tried again', async () => {
  const { tenant, cast, platform } = await makeSchool()
  const { id: courseId } = await createCourse(tenant, cast.ada, { title: 'Bees' })
  const module = await createModule(tenant, cast.ada, courseId, { title: 'Start' })
  const ids: string[] = []
  for (const title of ['One', 'Two']) {
    const { id } = await createItem(tenant, cast.ada, module.id, { kind: 'lesson', title })
    await scheduleItem(tenant, cast.ada, id, monday + 1000)
    ids.push(id)
  }
  const isOpen = async (id: string) =>
    (await tenant.db.select().from(items).where(eq(items.id, id)))[0]!.publishedAt !== null
  platform.setNow(monday + 2000)
  let isDown = true
  const broken: typeof tenant = {
    ...tenant,
    queue: {
      ...tenant.queue,
      async send(...message) {
        if (isDown) throw new Error('Network connection lost.')
        await tenant.queue.send(...message)
      },
    },
  }
  await expect(ring(broken, {}, platform)).rejects.toThrow('Timers failed')
  expect([await isOpen(ids[0]!), await isOpen(ids[1]!)]).toEqual([true, true])
  isDown = false
  await ring(broken, {}, platform)
  expect(await tenant.db.select({ id: timers.doneAt }).from(timers)).not.toContainEqual({ id: null })
})
