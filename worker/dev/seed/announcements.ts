import type { Tenant } from '../../../tenants/tenant'
import { announce, changeAnnouncement, readAnnouncement } from '../../domain/announcements'
import type { Actor } from '../../domain/policy'
import { at } from '.'

const DAY_MS = 86_400_000

type Given = { runs: Actor; teaching: Actor; courseId: string; learners: Actor[] }

/** What is said to everybody, what a course must read (some have), what was changed, and what is still to come. */
export async function announceThings(tenant: Tenant, { runs, teaching, courseId, learners }: Given, now: number) {
  const plain = { audience: 'everyone' as const, groupId: null, fromAt: null, untilAt: null, pinned: false }
  const inCourse = { courseId, groupId: null }
  const closed = {
    ...plain,
    title: 'The office is closed over the holidays',
    text: 'From **24 December** to **2 January** nobody answers questions by mail. Courses stay open, and nothing falls due in these days.',
    mustAcknowledge: false,
    untilAt: now + 45 * DAY_MS,
  }
  await announce(at(tenant, now - 3 * DAY_MS), runs, { courseId: null, groupId: null }, closed)
  const rules = {
    ...plain,
    audience: 'learners' as const,
    title: 'How we work with each other’s numbers',
    text: 'The tables in the last tasks come from real people.\n\n- Keep them on your own machine.\n- Share results, never rows.\n- Delete the file when the course is over.',
    mustAcknowledge: true,
    pinned: true,
  }
  const { id } = await announce(at(tenant, now - 6 * DAY_MS), teaching, inCourse, rules)
  for (const [i, learner] of learners.slice(1, 9).entries())
    await readAnnouncement(at(tenant, now - 5 * DAY_MS + i * 3_600_000), learner, id)
  const text = rules.text.replace('Delete the file', 'Delete the file, and its copies,')
  await changeAnnouncement(at(tenant, now - 2 * DAY_MS), teaching, id, { ...rules, text })
  const call = {
    ...plain,
    audience: 'learners' as const,
    title: 'Questions before the last task',
    text: 'On Monday I look at everything that you have written until then. Send what you are unsure of.',
    mustAcknowledge: false,
    fromAt: now + 2 * DAY_MS,
  }
  await announce(at(tenant, now - DAY_MS), teaching, inCourse, call)
}
