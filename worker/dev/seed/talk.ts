import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses as coursesTable } from '../../db/schema'
import { markRoomRead, react, sendMessage, writeTo } from '../../domain/chat'
import type { Actor } from '../../domain/policy'
import { newId } from '../../lib/ids'
import { at } from '.'
import type { SeedPeople } from './people'

const HOUR_MS = 3_600_000

/** The course about spreadsheets talks, and Lena has asked Ivy something that waits to be read. */
export async function talk(
  tenant: Tenant,
  { olga, ivy, learners }: SeedPeople,
  courseId: string,
  now: number,
): Promise<void> {
  await tenant.db.update(coursesTable).set({ chat: true }).where(eq(coursesTable.id, courseId))
  const [lena, mate, other] = [learners[0]!, learners[25]!, learners[30]!]
  const said: [Actor, number, string][] = [
    [ivy, 74, 'Good morning! The second task is open. Ask here whatever is unclear: somebody else wonders, too.'],
    [mate, 73, 'Does the total go **below** the table or beside it?'],
    [ivy, 73, 'Below. Then it stays right when you sort:\n\n- select the column\n- `=SUM(B2:B14)`'],
    [other, 50, 'That helped, thank you'],
    [lena, 27, 'I found a shortcut: Alt and = does the same.'],
    [mate, 5, `@${lena.name} works for me, too. On a Mac it is Shift, Command and T.`],
  ]
  const messages = []
  for (const [actor, hoursAgo, text] of said)
    messages.push(await sendMessage(at(tenant, now - hoursAgo * HOUR_MS), actor, courseId, { id: newId(), text }))
  await react(at(tenant, now - 26 * HOUR_MS), mate, courseId, messages[4]!.id, { emoji: '👍' })
  await react(at(tenant, now - 25 * HOUR_MS), ivy, courseId, messages[4]!.id, { emoji: '👍' })
  await react(at(tenant, now - 25 * HOUR_MS), other, courseId, messages[4]!.id, { emoji: '🎉' })
  await markRoomRead(at(tenant, now - 24 * HOUR_MS), lena, courseId, messages[4]!.seq)

  const write = (actor: Actor, to: Actor, hoursAgo: number, text: string) =>
    writeTo(at(tenant, now - hoursAgo * HOUR_MS), actor, [to.id], { id: newId(), text })
  await write(olga, ivy, 31, 'I have read the new course. The second chapter made me open a spreadsheet at once!')
  await write(lena, ivy, 30, 'May I hand in the last task on Monday? I am away until then.')
  await write(ivy, lena, 29, 'Of course. Enjoy the time!')
  await write(lena, ivy, 2, 'Thank you! One more question: does the chart need a title?')
}
