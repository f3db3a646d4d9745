import { expect, test } from 'vitest'
import type { Mail } from '../../tenants/mail'
import { deadLetters } from '../../worker/db/schema'
import { recordEvent } from '../../worker/domain/events'
import { tell } from '../../worker/domain/notifications'
import { only } from '../../worker/domain/notifications/kinds/audience'
import { drain } from '../../worker/jobs/drain'
import { ring } from '../../worker/jobs/ring'
import { newId } from '../../worker/lib/ids'
import { monday } from '../support/platform'
import { makeSchool } from '../support/school'
import { teachCourse } from '../support/taught-course'

const SECOND = 1_000
const MINUTE = 60 * SECOND

test('an hour without a provider loses no mail and sends none twice, also where only its answers were lost', async () => {
  const { tenant, cast, platform } = await makeSchool()
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'essay', kind: 'assignment' }] } })
  await drain(tenant, {}, platform)
  let now = monday
  let isDown = true
  let calls = 0
  /** As the provider has them: the same key is the same mail. */
  const taken = new Map<string, Mail>()
  /** When the queue brings the next message of the outbox. */
  let drainAt: number | null = now
  tenant.mail = {
    async send(mail) {
      calls += 1
      if (!isDown || calls % 3 === 0) taken.set(mail.key, mail)
      if (isDown) throw new Error('nothing came back')
    },
  }
  tenant.queue = {
    ...tenant.queue,
    async send(_job, _args, delaySeconds = 0) {
      drainAt = Math.min(drainAt ?? Number.POSITIVE_INFINITY, now + delaySeconds * SECOND)
    },
  }
  for (const who of [cast.lena, cast.leo, cast.ivy]) {
    await recordEvent(tenant.db, 'person.forgot-password', who.id, { key: newId(), at: now })
    const news = { to: only(who.id), courseId: 'git', subjectId: 'essay' }
    await tell(tenant, 'graded', news, { seq: 1, at: now, key: 'graded' })
  }
  for (; now < monday + 3 * 60 * MINUTE; now += 10 * SECOND) {
    platform.setNow(now)
    isDown = now < monday + 60 * MINUTE
    if (drainAt !== null && drainAt <= now) {
      drainAt = null
      await drain(tenant, {}, platform)
    }
    if ((now - monday) % MINUTE === 0) await ring(tenant, {}, platform)
  }
  const subjects = Map.groupBy([...taken.values()], ({ to }) => to)
  expect([...subjects.keys()].sort()).toEqual(['ivy@acme.example', 'lena@acme.example', 'leo@acme.example'])
  for (const mails of subjects.values())
    expect(mails.map(({ subject }) => subject).sort()).toEqual(['Choose a new password', 'Item essay is graded'])
  expect(await tenant.db.select().from(deadLetters)).toEqual([])
  expect(calls).toBeLessThan(120)
})
