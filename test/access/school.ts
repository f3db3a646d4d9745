import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import {
  attempts,
  certificates,
  deadLetters,
  groupManagers,
  groups,
  joinLinks,
  joinRequests,
  media,
  observerLinks,
  users,
} from '../../worker/db/schema'
import { recordEvent } from '../../worker/domain/events'
import { createLesson } from '../../worker/domain/lessons'
import { newId } from '../../worker/lib/ids'
import { surveySettings } from '../../worker/lib/survey'
import { type Actor, actorOf } from '../support/actors'
import { monday, type TestPlatform } from '../support/platform'
import { everyKind, makeQuiz } from '../support/quiz'
import { addSchool, type Cast } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'
import { type AssessmentObjects, makeAssessmentObjects } from './assessment'
import { type BankObjects, makeBankObjects } from './banks'
import { type ForumObjects, makeForumObjects } from './forums'
import { makeOfficeObjects, type OfficeObjects } from './office'

export type Principal =
  | 'owner'
  | 'admin'
  | 'instructor'
  | 'otherInstructor'
  | 'assistant'
  | 'learner'
  | 'otherLearner'
  | 'observer'
  | 'manager'
  | 'suspended'
  | 'anonymous'

/** One of everything, by the name of the parameter that leads to it. */
export type Objects = Record<
  | 'course'
  | 'module'
  | 'group'
  | 'joinCode'
  | 'observer'
  | 'joinRequest'
  | 'lesson'
  | 'quiz'
  | 'attempt'
  | 'media'
  | 'certificate'
  | 'code'
  | 'person'
  | 'joinLink'
  | 'question'
  | 'deadLetter'
  | 'block'
  | keyof AssessmentObjects
  | keyof BankObjects
  | keyof ForumObjects
  | keyof OfficeObjects,
  string
>

export type AccessSchool = { tenant: Tenant; people: Record<Principal, Actor | null>; objects: Objects }

/** An organization with somebody in every role around one course, and one of everything in it. */
export async function makeAccessSchool(platform: TestPlatform, slug: string, name: string): Promise<AccessSchool> {
  const { tenant, cast } = await addSchool(platform, slug, name)
  const extra = await addPeople(tenant, slug)
  const objects = await makeObjects(tenant, cast, extra.bea, slug === 'acme' ? 'ABCD2345EFGH' : 'MNPQ6789RSTU')
  await enroll(tenant, objects.course, extra.amy, 'assistant')
  await enroll(tenant, objects.course, extra.omar, 'observer')
  await enroll(tenant, objects.course, extra.sam, 'learner')
  objects.observer = extra.omar.id
  await tenant.db
    .insert(observerLinks)
    .values({ observerId: extra.omar.id, learnerId: cast.lena.id, createdBy: cast.ada.id, createdAt: monday })
  await tenant.db.insert(groupManagers).values({ groupId: objects.group, userId: extra.mia.id, createdAt: monday })
  await tenant.db.update(users).set({ state: 'suspended', suspendedAt: monday }).where(eq(users.id, extra.sam.id))
  return {
    tenant,
    objects,
    people: {
      owner: cast.olga,
      admin: cast.ada,
      instructor: cast.ivy,
      otherInstructor: cast.ian,
      assistant: extra.amy,
      learner: cast.lena,
      otherLearner: cast.zed,
      observer: extra.omar,
      manager: extra.mia,
      suspended: extra.sam,
      anonymous: null,
    },
  }
}

async function addPeople(tenant: Tenant, slug: string) {
  const make = (id: string, name: string) => ({
    id: `${slug}-${id}`,
    name,
    role: 'learner' as const,
    email: `${id}@${slug}.example`,
    emailVerifiedAt: monday,
    createdAt: monday,
  })
  const rows = [
    make('amy', 'Amy Assistant'),
    make('omar', 'Omar Observer'),
    make('sam', 'Sam Suspended'),
    make('mia', 'Mia Manager'),
    make('bea', 'Bea Bystander'),
  ]
  await tenant.db.insert(users).values(rows)
  const [amy, omar, sam, mia, bea] = rows.map((row) => actorOf(row))
  return { amy: amy!, omar: omar!, sam: sam!, mia: mia!, bea: bea! }
}

/** Of the lesson: two blocks, one of which may go. */
const surveyed = everyKind.find(({ kind }) => kind === 'likert')!

const [block, other] = ['divider001', 'divider002'] as const

async function makeObjects(tenant: Tenant, cast: Cast, bystander: Actor, code: string): Promise<Objects> {
  const [course, module, lesson, quiz, attempt, mediaId, certificate, joinLink, group] = Array.from(
    { length: 9 },
    newId,
  ) as [string, string, string, string, string, string, string, string, string]
  const { lena } = await teachCourse(tenant, cast, {
    id: course,
    modules: {
      [module]: [
        { id: lesson },
        { id: quiz, kind: 'quiz', maxPoints: 5 },
        { id: `${quiz}-essay`, kind: 'assignment', maxPoints: 10 },
        { id: `${quiz}-forum`, kind: 'forum', completion: { kind: 'viewed' }, required: false },
        { id: `${quiz}-survey`, kind: 'quiz', completion: { kind: 'submitted' }, required: false },
      ],
    },
  })
  await makeQuiz(tenant, quiz)
  await makeQuiz(tenant, `${quiz}-survey`, { ...surveySettings, survey: 'anonymous' }, [surveyed])
  await tenant.db.batch([
    ...createLesson(tenant.db, {
      itemId: lesson,
      actorId: cast.ivy.id,
      at: monday,
      content: { blocks: [block, other].map((id) => ({ id, kind: 'divider' })) },
    }),
  ])
  const at = monday
  const { db } = tenant
  await db.batch([
    db
      .insert(attempts)
      .values({ id: attempt, enrollmentId: lena.id, itemId: quiz, number: 1, asked: [], startedAt: at, maxScore: 5 }),
    db.insert(media).values({
      id: mediaId,
      key: `media/${mediaId}`,
      name: 'notes.txt',
      size: 5,
      type: 'text/plain',
      purpose: 'content',
      ownerId: cast.ivy.id,
      createdAt: at,
    }),
    db.insert(certificates).values({
      id: certificate,
      code,
      userId: cast.lena.id,
      kind: 'course',
      subjectId: course,
      courseId: course,
      recipientName: cast.lena.name,
      title: 'Git for beginners',
      organizationName: 'Acme Academy',
      locale: 'en',
      issuedAt: at,
    }),
    db.insert(groups).values({ id: group, name: 'Morning class', createdAt: at }),
    db.insert(joinLinks).values({ id: joinLink, code: `J${code}`, createdBy: cast.ada.id, createdAt: at }),
  ])
  await tenant.media.put(`media/${mediaId}`, 'notes', 'text/plain')
  const joinRequest = newId()
  await db.insert(joinRequests).values({ id: joinRequest, userId: cast.zed.id, courseId: course, createdAt: at })
  return {
    course,
    module,
    group,
    observer: '',
    joinCode: `J${code}`,
    joinRequest,
    lesson,
    quiz,
    attempt,
    media: mediaId,
    certificate,
    code,
    person: cast.lena.id,
    joinLink,
    question: `${quiz}-number`,
    deadLetter: await failTwice(tenant, cast),
    block,
    ...(await makeOfficeObjects(tenant, {
      course,
      lesson,
      media: mediaId,
      group,
      admin: cast.ada,
      teacher: cast.ivy,
      learner: cast.lena,
      bystander,
    })),
    ...(await makeForumObjects(tenant, `${quiz}-forum`, { learner: cast.lena, teacher: cast.ivy })),
    ...(await makeBankObjects(tenant, cast.ada, course, quiz)),
    ...(await makeAssessmentObjects(tenant, {
      course,
      quiz,
      attempt,
      enrollmentId: lena.id,
      userId: cast.lena.id,
      teacher: cast.ada,
    })),
  }
}

/** Two mails that could not be sent; the first one's letter. */
async function failTwice({ db }: Tenant, cast: Cast): Promise<string> {
  const letters = [newId(), newId()]
  for (const id of letters) {
    await recordEvent(db, 'person.password-changed', cast.lena.id, { key: id, at: monday })
    await db
      .insert(deadLetters)
      .values({ id, reader: 'mail', eventSeq: sql`(select max(seq) from events)`, error: 'Error: no mail', at: monday })
  }
  return letters[0]!
}
