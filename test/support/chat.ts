import { eq } from 'drizzle-orm'
import { courses } from '../../worker/db/schema'
import { sendMessage } from '../../worker/domain/chat'
import type { Actor } from '../../worker/domain/policy'
import { newId } from '../../worker/lib/ids'
import { makeSchool, type School } from './school'
import { teachCourse } from './taught-course'

/** A school whose course git (Ivy teaches, Lena and Leo learn) has a chat room. */
export async function makeChattingSchool() {
  const school = await makeSchool()
  const { tenant, cast } = school
  const course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }] } })
  await tenant.db.update(courses).set({ chat: true }).where(eq(courses.id, 'git'))
  return { ...school, ivy: course.ivy, course }
}

export type ChattingSchool = Awaited<ReturnType<typeof makeChattingSchool>>

export const say = ({ tenant }: Pick<School, 'tenant'>, actor: Actor, text: string, roomId = 'git', id = newId()) =>
  sendMessage(tenant, actor, roomId, { id, text })
