export {
  askForEmailChange,
  confirmEmailChange,
  findEmailChange,
  findEmailConfirmation,
  issueEmailChange,
} from './change-email'
export { changePassword } from './change-password'
export { findCode, issueCode, useCode } from './codes'
export { type PersonRow, personRowQuery, personWithEmailQuery } from './find-person'
export { findPersonForMail } from './find-person-for-mail'
export { handOverToOwner, takeHandOver } from './hand-over'
export { endOtherSessions, endOwnSession, ownSessionsQuery, type SignInSession } from './own-sessions'
export { checkPassword } from './passwords'
export { askForReset, findReset, resetPassword } from './reset-password'
export { endSession, type Resumed, resumeSession, startSession } from './sessions'
export { signIn } from './sign-in'
export { admit, guessing, mailing } from './throttle'
export { askForVerification, findVerification, verifyEmail } from './verify-email'
