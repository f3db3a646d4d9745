import type { Role, UserState } from '../../worker/db/schema/people'
import type { MessageKey } from '../translate'
import type { View } from '../view'

export const roleNames = {
  owner: 'role.owner',
  admin: 'role.admin',
  instructor: 'role.instructor',
  learner: 'role.learner',
} as const satisfies Record<Role, MessageKey>

/** What having a role means, in one sentence: stands beside it wherever it is chosen. */
export const roleSentences = {
  owner: 'role.owner.sentence',
  admin: 'role.admin.sentence',
  instructor: 'role.instructor.sentence',
  learner: 'role.learner.sentence',
} as const satisfies Record<Role, MessageKey>

export const stateNames = {
  active: 'people.state.active',
  invited: 'people.state.invited',
  requested: 'people.state.requested',
  suspended: 'people.state.suspended',
} as const satisfies Record<UserState, MessageKey>

const inOrder: Role[] = ['learner', 'instructor', 'admin', 'owner']

/** Roles that the reader may give, the smallest first. */
export function roleOptions(view: View, mayGrant: (role: Role) => boolean) {
  return inOrder
    .filter(mayGrant)
    .map((role) => ({ value: role, label: view.t(roleNames[role]), sentence: view.t(roleSentences[role]) }))
}
