import type { Tenant } from '../../../tenants/tenant'
import { accommodationBack } from '../accommodations'
import { invitationBack, linkBack } from '../admissions'
import { announcementBack } from '../announcements'
import {
  annotationBack,
  commentBack,
  deadlineBack,
  exclusionBack,
  feedbackBack,
  handedBack,
  waiverBack,
} from '../assignments'
import { categoryBack, drawBack, keptBack, manyBack, placeBack } from '../banks'
import { settingsBack } from '../courses'
import { requestBack, withdrawnBack } from '../enrollments'
import { excuseBack, gradeOverrideBack, gradesImportBack, gradingBack, holdBack, lockBack } from '../grades'
import { managerBack, memberBack } from '../groups'
import { indexLessonsWith } from '../lessons'
import { type AwayTrack, trackBackStatements } from '../media'
import { readBack } from '../notifications'
import { observerBack, photoBack } from '../people'
import type { Actor } from '../policy'
import { overrideBack, questionBack, revocationBack, rulingBack, sectionBack, surveyBack } from '../quizzes'
import { reversal, takeBack, type WaysBack } from '../undo'
import { logoBack } from './logo'
import { openMediaToEdit } from './open-media'

const captionsBack = reversal<{ track: AwayTrack }>({
  subject: ({ track }) => ({ kind: 'media', id: track.mediaId }),
  async prepare(tenant, actor, { track }) {
    await openMediaToEdit(tenant, actor, track.mediaId)
    return trackBackStatements(tenant, track)
  },
  after: (tenant, { track }) => indexLessonsWith(tenant, track.mediaId),
})

/** Everything that is taken back by one button, by its word in the audit log; and what a token must be allowed to write for it. */
const waysBack = {
  people: {
    'course.withdraw': withdrawnBack,
    'group.take-out': memberBack,
    'group.unmanage': managerBack,
    'join-link.revoke': linkBack,
    'person.accommodate': accommodationBack,
    'person.photo': photoBack,
    'person.remove-photo': photoBack,
    'person.uninvite': invitationBack,
    'person.unobserve': observerBack,
    'join-request.decide': requestBack,
  },
  courses: {
    'announcement.withdraw': announcementBack,
    'bank.bring-back': manyBack,
    'bank.category-remove': categoryBack,
    'bank.keep': keptBack,
    'bank.move': placeBack,
    'bank.retire': manyBack,
    'bank.tag': manyBack,
    'course.grading': gradingBack,
    'draw.remove': drawBack,
    'item.edit': settingsBack,
    'media.caption': captionsBack,
    'media.uncaption': captionsBack,
    'question.remove': questionBack,
    'quiz.survey': surveyBack,
    'section.remove': sectionBack,
  },
  learning: {
    'annotation.remove': annotationBack,
    'comment.remove': commentBack,
    'deadline.remove': deadlineBack,
    'deadline.set': deadlineBack,
    'peer-review.ask': handedBack,
    'peer-review.exclude': exclusionBack,
    'peer-review.hand-over': handedBack,
    'peer-review.include': exclusionBack,
    'submission.count-lateness': waiverBack,
    'submission.detach': feedbackBack,
    'submission.waive-lateness': waiverBack,
    'quiz.override': overrideBack,
    'quiz.remove-override': overrideBack,
    'quiz.revoke-ruling': revocationBack,
    'quiz.rule': rulingBack,
    'grade.count': excuseBack,
    'grade.excuse': excuseBack,
    'grade.override': gradeOverrideBack,
    'grades.hold': holdBack,
    'grades.import': gradesImportBack,
    'grades.lock': lockBack,
    'grades.release': holdBack,
    'grades.unlock': lockBack,
    'notifications.read': readBack,
  },
  organization: { 'organization.edit-logo': logoBack },
} satisfies Record<string, WaysBack>

export type UndoArea = keyof typeof waysBack
export const undoAreas = Object.keys(waysBack) as UndoArea[]

const all: WaysBack = Object.assign({}, ...Object.values(waysBack))

/** Takes one's own act back within a day, as far as nobody has changed since what it had changed. Twice is once. */
export const undoOwnAct = (tenant: Tenant, actor: Actor, actId: string, area?: UndoArea) =>
  takeBack(tenant, actor, actId, area ? waysBack[area] : all)
