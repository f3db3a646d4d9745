export { findPersonForMail } from './find-person-for-mail'
export { endSession, type Resumed, resumeSession, startSession } from './sessions'
