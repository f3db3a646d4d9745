import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import type { timers } from '../db/schema'
import { openInTime, openingJob } from '../domain/announcements'
import { peersJob, turnPeers } from '../domain/assignments'
import { purgeBank } from '../domain/banks'
import { tellDecisionInTime } from '../domain/enrollments'
import { purgeThread } from '../domain/forums'
import { sweepMedia } from '../domain/media'
import { mailJob, pushJob, remind, remindJob } from '../domain/notifications'
import { purgePerson } from '../domain/people'
import { closeAttemptInTime, showGradeInTime } from '../domain/quizzes'
import { courseTimers } from './courses'
import { sendNotifications } from './notification-mail'
import { pushNotifications } from './notification-push'

export type Timer = typeof timers.$inferSelect

/** What is done when a timer of this name is due. Each marks its timer done in the batch of its act. */
export const timerJobs: Record<string, (tenant: Tenant, timer: Timer, platform: Platform) => Promise<unknown>> = {
  ...courseTimers,
  'attempt.close': (tenant, { subjectId }) => closeAttemptInTime(tenant, subjectId),
  'attempt.show': (tenant, { subjectId }) => showGradeInTime(tenant, subjectId),
  'join-request.tell': (tenant, { subjectId }) => tellDecisionInTime(tenant, subjectId),
  'media.sweep': sweepMedia,
  [openingJob]: (tenant, { subjectId }) => openInTime(tenant, subjectId),
  [mailJob]: sendNotifications,
  [pushJob]: pushNotifications,
  [remindJob]: remind,
  [peersJob]: (tenant, { subjectId }) => turnPeers(tenant, subjectId),
  'purge-bank': (tenant, { subjectId }) => purgeBank(tenant, subjectId),
  'purge-thread': (tenant, { subjectId }) => purgeThread(tenant, subjectId),
  'purge-person': (tenant, { subjectId }) => purgePerson(tenant, subjectId),
}
