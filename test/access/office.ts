import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import {
  announcements,
  apiTokens,
  courses,
  groups,
  invitations,
  media,
  mediaTracks,
  notifications,
  problemReports,
  pushSubscriptions,
  users,
} from '../../worker/db/schema'
import { performAct } from '../../worker/domain/admissions'
import { makeRoom, sendMessage } from '../../worker/domain/chat'
import { keepArchive, planImport } from '../../worker/domain/imports'
import { startUpload } from '../../worker/domain/media'
import { createApiToken } from '../../worker/domain/people'
import { utf8 } from '../../worker/lib/bytes'
import { newId } from '../../worker/lib/ids'
import type { Actor } from '../support/actors'
import { monday } from '../support/platform'

export type OfficeObjects = Record<
  | 'token'
  | 'announcement'
  | 'upload'
  | 'ownUpload'
  | 'track'
  | 'report'
  | 'act'
  | 'invitation'
  | 'courseGroup'
  | 'importRun'
  | 'bystander'
  | 'notification'
  | 'device'
  | 'chatMessage'
  | 'chatOther'
  | 'chatRoom',
  string
>

type Given = {
  course: string
  lesson: string
  media: string
  group: string
  admin: Actor
  teacher: Actor
  learner: Actor
  bystander: Actor
}

/** The message of the learner to which everybody reacts. */
export const CHAT_MESSAGE = '0193a000-0000-7000-8000-0000000000c1'

/** The course's chat room with two messages of the learner, and a room of the teacher's with both of them in it. */
async function makeChatObjects(tenant: Tenant, { course, teacher, learner }: Given) {
  const chatOther = newId()
  await tenant.db.update(courses).set({ chat: true }).where(eq(courses.id, course))
  await sendMessage(tenant, learner, course, { id: CHAT_MESSAGE, text: 'Hello' })
  await sendMessage(tenant, learner, course, { id: chatOther, text: 'And more' })
  const chatRoom = await makeRoom(tenant, teacher, { title: 'Two of us', userIds: [learner.id] })
  return { chatMessage: CHAT_MESSAGE, chatOther, chatRoom }
}

/** What lies about in offices: a token, uploads half-way, captions, a problem, an act to undo, an invitation, a planned import. */
export async function makeOfficeObjects(tenant: Tenant, given: Given): Promise<OfficeObjects> {
  const { db } = tenant
  const { course, lesson, admin, teacher, learner, bystander } = given
  const [track, report, act, invitation, invited, courseGroup, notification, device, announcement] = Array.from(
    { length: 9 },
    newId,
  ) as [string, string, string, string, string, string, string, string, string]
  const thumbnailKey = `media/${given.media}-small`
  const at = monday
  await db.batch([
    db.update(media).set({ thumbnailKey }).where(eq(media.id, given.media)),
    db.insert(mediaTracks).values({
      id: track,
      mediaId: given.media,
      language: 'en',
      label: 'English',
      key: `media/${given.media}-en`,
      createdAt: at,
    }),
    db.insert(problemReports).values({
      id: report,
      itemId: lesson,
      blockId: '',
      versionNumber: 1,
      userId: learner.id,
      text: 'A typo',
      createdAt: at,
    }),
    db.insert(users).values({
      id: invited,
      name: 'Nia',
      email: `nia@${tenant.slug}.example`,
      role: 'learner',
      state: 'invited',
      createdAt: at,
    }),
    db.insert(notifications).values({
      id: notification,
      userId: learner.id,
      kind: 'opened',
      key: 'one',
      courseId: course,
      subjectId: lesson,
      at,
    }),
    db.insert(pushSubscriptions).values({
      id: device,
      userId: learner.id,
      endpointHash: device,
      sealed: '',
      createdAt: at,
    }),
    db.insert(announcements).values({
      id: announcement,
      courseId: course,
      title: 'The bees',
      text: 'They fly.',
      html: '<p>They fly.</p>',
      summary: 'They fly.',
      audience: 'everyone',
      fromAt: at,
      createdBy: teacher.id,
      createdAt: at,
      updatedAt: at,
    }),
    db.insert(invitations).values({ id: invitation, userId: invited, invitedBy: admin.id, sentAt: at }),
    db.insert(groups).values({ id: courseGroup, courseId: course, name: 'Seats', selfSignUp: true, createdAt: at }),
  ])
  await tenant.media.put(thumbnailKey, 'small', 'image/jpeg')
  await tenant.media.put(`media/${given.media}-en`, 'WEBVTT\n', 'text/vtt')
  const wanted = { name: 'notes.txt', size: 5, purpose: 'content' as const }
  const upload = await startUpload(tenant, teacher, wanted)
  const ownUpload = await startUpload(tenant, learner, { ...wanted, purpose: 'submission' })
  const page = { path: 'index.md', bytes: utf8('# Bees\n\n## One\n\nThey fly.\n') }
  const kept = await keepArchive(tenant, teacher, [page])
  const run = await planImport(tenant, teacher, { mediaId: kept.id, courseId: null })
  const choice = { groupId: given.group }
  await performAct(tenant, admin, { nonce: act, kind: 'group', personIds: [bystander.id], choice })
  await createApiToken(tenant, learner, { name: 'Hers', scopes: ['people.read'], days: 30, organizations: false })
  const [token] = await db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, learner.id), eq(apiTokens.name, 'Hers')))
    .limit(1)
  return {
    token: token!.id,
    upload: upload.id,
    ownUpload: ownUpload.id,
    track,
    report,
    act,
    invitation,
    courseGroup,
    importRun: run.id,
    bystander: bystander.id,
    notification,
    device,
    announcement,
    ...(await makeChatObjects(tenant, given)),
  }
}
