export {
  apiTokensQuery,
  createApiToken,
  type NewApiToken,
  requestsAMinute,
  resumeApiToken,
  revokeApiToken,
  type Scope,
  scopes,
  scopesFor,
  tokenDays,
} from './api-tokens'
export { keepPeopleAfterAll, purgeForgotten, purgePeopleLater, purgePerson, wakeForBin } from './bin'
export {
  askForEmailChange,
  confirmEmailChange,
  findEmailChange,
  findEmailConfirmation,
  issueEmailChange,
  readConfirmed,
} from './change-email'
export { changePassword } from './change-password'
export { closeOrganization, reopenOrganization } from './close-organization'
export { codeQuery, findCode, issueCode, orGone, useCode, wasUsed } from './codes'
export { editPerson, editProfile, type Naming, type Profile, personEntry } from './edit-person'
export { findActor } from './find-actor'
export { type PersonRow, personRowQuery, personWithEmailQuery } from './find-person'
export { findPersonForMail } from './find-person-for-mail'
export { handOverToOwner, takeHandOver } from './hand-over'
export { actOnce, keepAnswer, readKey } from './idempotency-keys'
export { leaveOrganization } from './leave'
export { linkObserver, observerBack, unlinkObserver } from './observers'
export { endOtherSessions, endOwnSession, ownSessionsQuery, type SignInSession, signOut } from './own-sessions'
export { keepAnOwner, ownersForMailQuery } from './owners'
export { checkPassword, passwordColumns, wrongPassword } from './passwords'
export {
  countPeopleQuery,
  type PeopleFilter,
  type PersonLine,
  type Place,
  pageOf,
  peopleQuery,
} from './people-query'
export {
  observedLearnersQuery,
  observersOfQuery,
  type Person,
  personAuditQuery,
  personQuery,
} from './person-query'
export { photoBack, removePhoto, setPhoto } from './photo'
export { keepPlace, keepPlaces, placesOf, placesQuery } from './places'
export {
  askToRegister,
  findNewcomer,
  findRegistration,
  issueRegistration,
  listDeclined,
  register,
} from './register'
export { recallSession, SessionMoved } from './remembered-sessions'
export { askForReset, findReset, resetPassword } from './reset-password'
export { sendPasswordReset } from './send-password-reset'
export type { Resumed } from './session-rows'
export { endSession, resumeSession, startSession } from './sessions'
export { signIn } from './sign-in'
export { admit, countTries, guessing, hashed, type Limit, mailing, orTooMany, triesQueries } from './throttle'
export { readUsername } from './usernames'
export { askForVerification, findVerification, verifyEmail } from './verify-email'
