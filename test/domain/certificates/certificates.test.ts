import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { auditEntries, certificates, courseModules, courses, events, users } from '../../../worker/db/schema'
import {
  findCertificate,
  issueCertificate,
  reinstateCertificate,
  revokeCertificate,
  verifyCertificate,
} from '../../../worker/domain/certificates'
import { readMyCertificates } from '../../../worker/domain/pages'
import { refreshEnrollments, startItem } from '../../../worker/domain/progress'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { certificateReader } from '../../../worker/jobs/readers/certificates'
import { ring } from '../../../worker/jobs/ring'
import { spellCode } from '../../../worker/lib/ids'
import { monday } from '../../support/platform'
import { addSchool, type Cast, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let globex: { tenant: Tenant; cast: Cast }

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }], more: [{ id: 'end' }] } })
  await tenant.db.update(courses).set({ certificate: true })
  await tenant.db.update(courseModules).set({ certificate: true }).where(eq(courseModules.id, 'basics'))
  await refreshEnrollments(tenant, 'git')
  globex = await addSchool(platform, 'globex', 'Globex')
})

const learn = async (itemId: string) => {
  const { tenant, cast, platform } = school
  const item = { id: itemId, courseId: 'git', completion: { kind: 'viewed' } } as const
  await startItem(tenant, cast.lena, course.lena, item)
  await drain(tenant, {}, platform)
}
const all = () => school.tenant.db.select().from(certificates)
const ofCourse = async () => (await all()).find(({ kind }) => kind === 'course')!

test('a completed module whose switch is on brings a certificate, one whose switch is off does not', async () => {
  await learn('intro')
  expect(await all()).toMatchObject([{ kind: 'module', subjectId: 'basics', title: 'Module basics' }])
  expect((await all())[0]!.code).toMatch(/^[2-9A-Z]{12}$/)
})

test('a completed course brings its own, with the names of that day', async () => {
  await learn('end')
  expect(await ofCourse()).toMatchObject({
    userId: school.cast.lena.id,
    recipientName: 'Lena Learner',
    title: 'Git for beginners',
    organizationName: 'Acme Academy',
    locale: 'en',
    issuedAt: monday,
    round: 1,
  })
  await school.tenant.db.update(users).set({ name: 'Lena Married' }).where(eq(users.id, school.cast.lena.id))
  expect(await ofCourse()).toMatchObject({ recipientName: 'Lena Learner' })
  expect(await all()).toHaveLength(2)
})

test('an event that is read three times, or twice at once, brings one certificate and one mail', async () => {
  const { tenant, platform } = school
  const [event] = await tenant.db.select().from(events).where(eq(events.name, 'course.completed'))
  const before = await ofCourse()
  await certificateReader['course.completed']!(tenant, event!, platform)
  await certificateReader['course.completed']!(tenant, event!, platform)
  expect(await ofCourse()).toEqual(before)

  const earned = { kind: 'course', subjectId: 'git', enrollmentId: course.leo.id, at: monday } as const
  await Promise.all([issueCertificate(tenant, earned), issueCertificate(tenant, earned)])
  expect(await all()).toHaveLength(3)
  await drain(tenant, {}, platform)
  const mails = platform.mails.filter(({ to }) => to === 'lena@acme.example')
  expect(mails).toEqual([])
  await ring({ ...tenant, now: () => monday + HOUR }, {}, platform)
  await ring({ ...tenant, now: () => monday + 2 * HOUR }, {}, platform)
  const [mail, ...more] = platform.mails.filter(({ to }) => to === 'lena@acme.example')
  expect(more).toEqual([])
  for (const title of ['Module basics', 'Git for beginners'])
    expect(mail!.text).toContain(`Your certificate is here: ${title}`)
  expect(mail!.text).toContain(`/certificates/${before.id}`)
})

test('a course whose switch is off brings none', async () => {
  const { tenant, cast } = school
  const other = await teachCourse(tenant, cast, { id: 'plain', modules: { only: [{ id: 'one' }] } })
  await issueCertificate(tenant, { kind: 'course', subjectId: 'plain', enrollmentId: other.lena.id, at: monday })
  expect((await all()).filter(({ courseId }) => courseId === 'plain')).toEqual([])
})

test('it is seen by its owner and by those who look after the course, and not there for anybody else', async () => {
  const { tenant, cast } = school
  const { id } = await ofCourse()
  for (const actor of [cast.lena, course.ivy, cast.ada])
    expect(await findCertificate(tenant, actor, id)).toMatchObject({ title: 'Git for beginners', revokedAt: null })
  for (const actor of [cast.leo, cast.zed, cast.ian])
    await expect(findCertificate(tenant, actor, id)).rejects.toThrow(NotFound)
  await expect(findCertificate(globex.tenant, globex.cast.ada, id)).rejects.toThrow(NotFound)
  expect((await readMyCertificates(tenant, cast.lena)).mine).toHaveLength(2)
  expect((await readMyCertificates(tenant, cast.zed)).mine).toEqual([])
})

test('its code is known however it is typed, and only in its own organization', async () => {
  const { tenant } = school
  const { id, code } = await ofCourse()
  for (const typed of [code, code.toLowerCase(), spellCode(code), ` ${spellCode(code.toLowerCase())} `])
    expect(await verifyCertificate(tenant, typed, 'here')).toMatchObject({ id })
  for (const typed of ['', 'K7RM', '%%%', `${code}2`, 'x'.repeat(5_000)])
    expect(await verifyCertificate(tenant, typed, 'here')).toBeNull()
  expect(await verifyCertificate(globex.tenant, code, 'here')).toBeNull()
})

test('whoever tries codes is sent away for a while, also with a right one; others are not', async () => {
  const { tenant, platform } = school
  const { code } = await ofCourse()
  for (let i = 0; i < 60; i++) await verifyCertificate(tenant, `ABCD${i}`, 'robot')
  await expect(verifyCertificate(tenant, 'ABCDEFGH', 'robot')).rejects.toThrow(TooMany)
  await expect(verifyCertificate(tenant, code, 'robot')).rejects.toThrow(TooMany)
  expect(await verifyCertificate(tenant, code, 'elsewhere')).not.toBeNull()
  platform.setNow(monday + 3_601_000)
  expect(await verifyCertificate(tenant, code, 'robot')).not.toBeNull()
})

test('an instructor revokes it with a reason that everybody reads, and may take that back', async () => {
  const { tenant, cast } = school
  const { id, code } = await ofCourse()
  await expect(revokeCertificate(tenant, cast.lena, id, 'mine')).rejects.toThrow(Forbidden)
  await expect(revokeCertificate(tenant, cast.leo, id, 'not mine')).rejects.toThrow(NotFound)
  await expect(revokeCertificate(tenant, course.ivy, id, ' \n ')).rejects.toThrow(Invalid)
  await revokeCertificate(tenant, course.ivy, id, 'Issued by mistake')
  expect(await verifyCertificate(tenant, code, 'here')).toMatchObject({ revokedFor: 'Issued by mistake' })
  await expect(revokeCertificate(tenant, cast.ada, id, 'Twice')).rejects.toThrow(Conflict)

  await reinstateCertificate(tenant, cast.ada, id)
  expect(await verifyCertificate(tenant, code, 'here')).toMatchObject({ revokedAt: null, revokedFor: null })
  const acts = await tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(acts.map(({ act }) => act)).toEqual(['certificate.revoke', 'certificate.reinstate'])
})

test('it outlives its course', async () => {
  const { tenant } = school
  const { code } = await ofCourse()
  await tenant.db.update(courses).set({ deletedAt: monday }).where(eq(courses.id, 'git'))
  expect(await verifyCertificate(tenant, code, 'here')).toMatchObject({ title: 'Git for beginners' })
  expect((await readMyCertificates(tenant, school.cast.lena)).mine).toHaveLength(2)
})
