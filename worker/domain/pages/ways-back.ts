import type { Tenant } from '../../../tenants/tenant'
import { invitationBack, linkBack } from '../admissions'
import { deadlineBack } from '../assignments'
import { requestBack, withdrawnBack } from '../enrollments'
import { managerBack, memberBack } from '../groups'
import { indexLessonsWith } from '../lessons'
import { type AwayTrack, trackBackStatements } from '../media'
import { observerBack, photoBack } from '../people'
import type { Actor } from '../policy'
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

/** Everything that is taken back by one button, by its word in the audit log. */
const waysBack: WaysBack = {
  'course.withdraw': withdrawnBack,
  'deadline.remove': deadlineBack,
  'deadline.set': deadlineBack,
  'group.take-out': memberBack,
  'group.unmanage': managerBack,
  'join-link.revoke': linkBack,
  'join-request.decide': requestBack,
  'media.caption': captionsBack,
  'media.uncaption': captionsBack,
  'organization.edit-logo': logoBack,
  'person.photo': photoBack,
  'person.remove-photo': photoBack,
  'person.uninvite': invitationBack,
  'person.unobserve': observerBack,
}

/** Takes one's own act back within a day, as far as nobody has changed since what it had changed. Twice is once. */
export const undoOwnAct = (tenant: Tenant, actor: Actor, actId: string) => takeBack(tenant, actor, actId, waysBack)
