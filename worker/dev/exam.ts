import { asc, eq, like, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import { attempts, courseModules, enrollments, gradeEvents, grades, responses, sessions, users } from '../db/schema'
import { createItem, publishItem } from '../domain/courses'
import type { Actor } from '../domain/policy'
import { createQuiz } from '../domain/quizzes'
import { newToken, sha256Hex } from '../lib/ids'

const QUESTIONS = 12
const HOUR = 3_600_000

/** For the bench of exams: a quiz with a time limit, and everybody of the crowd signed in. */
export async function prepareExam(tenant: Tenant): Promise<{ quiz: string; cookies: string[] }> {
  const { db } = tenant
  const now = tenant.now()
  const crowd = await db
    .select({ userId: enrollments.userId, courseId: enrollments.courseId })
    .from(enrollments)
    .where(like(enrollments.userId, 'crowd-%'))
    .orderBy(asc(enrollments.id))
    .limit(2_000)
  const courseId = crowd[0]!.courseId
  const [owner] = await db.select().from(users).where(eq(users.role, 'owner')).limit(1)
  const [module] = await db.select().from(courseModules).where(eq(courseModules.courseId, courseId)).limit(1)
  const actor = { ...owner!, courseRoles: {}, verified: true, scopes: null } as unknown as Actor
  const { id: quiz } = await createItem(tenant, actor, module!.id, { kind: 'quiz', title: 'Final exam' })
  const choices = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `Answer ${id}`, feedback: '' }))
  await db.batch([
    ...createQuiz(db, {
      itemId: quiz,
      courseId,
      createdBy: actor.id,
      at: now,
      settings: { timeLimitMinutes: 90, attemptsAllowed: 1 },
      questions: Array.from({ length: QUESTIONS }, (_, n) => ({
        kind: 'single-choice' as const,
        body: {
          prompt: `What is right about number ${n + 1}?`,
          explanation: '',
          choices,
          correct: 'b',
          shuffle: false,
        },
      })),
    }),
  ] as unknown as Parameters<typeof db.batch>[0])
  await publishItem(tenant, actor, quiz)
  const cookies: string[] = []
  const until = now + 24 * HOUR
  const rows: (typeof sessions.$inferInsert)[] = []
  for (const { userId } of crowd.filter((one) => one.courseId === courseId)) {
    const token = newToken()
    cookies.push(`__Host-session=${token}`)
    const id = await sha256Hex(token)
    rows.push({ id, userId, createdAt: now, expiresAt: until, endsAt: until, lastSeenAt: now })
  }
  for (let n = 0; n < rows.length; n += 10) await db.insert(sessions).values(rows.slice(n, n + 10))
  return { quiz, cookies }
}

/** What the database keeps of it: every answer, what was submitted, and how many grades were given. */
export async function readExam({ db }: Tenant, quiz: string) {
  const [kept, all, given, events] = await db.batch([
    db
      .select({
        attempt: responses.attemptId,
        version: responses.versionId,
        revision: responses.revision,
        response: responses.response,
      })
      .from(responses)
      .innerJoin(attempts, eq(attempts.id, responses.attemptId))
      .where(eq(attempts.itemId, quiz)),
    db
      .select({ id: attempts.id, enrollmentId: attempts.enrollmentId, submittedAt: attempts.submittedAt })
      .from(attempts)
      .where(eq(attempts.itemId, quiz)),
    db.select({ final: grades.final }).from(grades).where(eq(grades.itemId, quiz)),
    db.select({ enrollmentId: gradeEvents.enrollmentId }).from(gradeEvents).where(eq(gradeEvents.itemId, quiz)),
  ])
  return {
    kept,
    attempts: all.length,
    takers: new Set(all.map(({ enrollmentId }) => enrollmentId)).size,
    submitted: all.filter(({ submittedAt }) => submittedAt !== null).length,
    grades: given.filter(({ final }) => final !== null).length,
    graded: events.length,
  }
}

/** Events that some reader has not come to yet. */
export async function unread({ db }: Tenant): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`select max(seq) - coalesce((select min(seq) from event_readers), 0) as n from events`,
  )
  return row?.n ?? 0
}
