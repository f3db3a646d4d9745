export { acceptInvitation, findInvitation, orOver } from './accept-invitation'
export { type ActKind, actKinds } from './acts'
export { type Added, addPerson } from './add-person'
export { enrollOrInvite, listInvitable } from './enroll-or-invite'
export { readInvitationForMail } from './invitation-letter'
export { type InvitationLink, isTaken, lateAddress, readInvitationLink } from './invitation-link'
export {
  invitationBack,
  invitationPage,
  type OpenInvitation,
  openInvitationQuery,
  openInvitationsQuery,
  resendInvitation,
  revokeInvitation,
} from './invitations'
export {
  type InvitedInto,
  type InvitedLine,
  invitePastedList,
  isRole,
  MOST_INVITED,
  type Waiting,
} from './invite-people'
export { askToJoin, findJoin, findJoining, issueJoining, registerByJoinLink, useJoinCode } from './join'
export {
  isOpen,
  type JoinLink,
  joinLinksQuery,
  linkBack,
  linkRoles,
  listJoinLinks,
  makeJoinLink,
  type NewJoinLink,
  revokeJoinLink,
} from './join-links'
export { renewInvitation } from './renew-invitation'
export { actQuery, MOST_SELECTED, performAct, undoAct } from './selected-people'
export { renewSignInCard, type SignInCard } from './sign-in-cards'
export { takeUpInvitation } from './take-up-invitation'
