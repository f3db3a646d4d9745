import type { Act } from './act'
import { enroll, withdraw } from './enroll'
import { addToGroup } from './group'
import { reinstate } from './reinstate'
import { remove } from './remove'
import { restore } from './restore'
import { giveRole } from './role'
import { signOutEverywhere } from './sign-out'
import { suspend } from './suspend'

/** Everything that can be done to selected people. */
export const acts = {
  enroll,
  withdraw,
  group: addToGroup,
  role: giveRole,
  suspend,
  reinstate,
  'sign-out': signOutEverywhere,
  remove,
  restore,
} as const

export type ActKind = keyof typeof acts
export const actKinds = Object.keys(acts) as [ActKind, ...ActKind[]]

/** Each act reads only the `before` that it wrote itself. */
export const actOf = (kind: ActKind) => acts[kind] as unknown as Act<unknown>
