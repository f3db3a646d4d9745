export {
  type AnnotationGiven,
  addAnnotation,
  annotationBack,
  changeAnnotation,
  MOST_NOTE,
  type PlaceGiven,
  removeAnnotation,
} from './annotate'
export { assignmentDates } from './calendar-dates'
export { type AssignmentSettings, createAssignment } from './create-assignment'
export {
  type AssignmentGiven,
  type AssignmentToEdit,
  editAssignment,
  findAssignmentToEdit,
  mostFiles,
  mostInstructions,
} from './edit-assignment'
export { attachFeedback, detachFeedback, feedbackBack } from './feedback-files'
export { type AssignmentPage, findAssignment, type OwnSubmission } from './find-assignment'
export { findReceipt } from './find-receipt'
export {
  findResponseToMark,
  type MarkingWay,
  type ResponsePage,
  type ResponsePlace,
  standingOf,
  versionForResponse,
} from './find-response'
export { findSubmission, findSubmissionToMark, type SubmissionPage, type WorkMember } from './find-submission'
export type { OwnGroup } from './group-work'
export { checkFileName, handIn, keepFiles, MOST_TEXT, saveDraft, type Work } from './hand-in'
export {
  commentBack,
  type KeptComment,
  keepComment,
  listComments,
  MOST_KEPT,
  removeComment,
} from './kept-comments'
export { howLate } from './lateness'
export { listMarking, type MarkingFilter, type MarkingLine, markingStates, type QuestionToMark } from './list-marking'
export { addManualItem, type ManualItem } from './manual-item'
export { releaseResponseMark, saveResponseMark } from './mark-response'
export {
  latenessOf,
  penaltyOf,
  releaseMark,
  saveMark,
  standingMark,
  versionToMark,
  worthOf,
} from './mark-submission'
export { subjectOfAnnotation, textOfAnswer } from './open-handed'
export {
  type DeadlineGiven,
  type DeadlinesPage,
  deadlineBack,
  findDeadlines,
  removeDeadline,
  setDeadline,
} from './override-deadline'
export { findPeerNews } from './peers/find-peer-news'
export {
  findReview,
  type PeerHindrance,
  type ReviewPage,
  standingReview,
  versionForReview,
  worthOfReview,
} from './peers/find-review'
export { findWorkReviews, type WorkReview, type WorkReviewsPage } from './peers/find-work-reviews'
export { listPeers, type PeerLine, type PeersPage } from './peers/list-peers'
export { type ReceivedReview, type ReviewState, reviewsInCourseQuery, reviewsToDoQuery } from './peers/own-reviews'
export { setPeers } from './peers/set-peers'
export { askForReview, excludeReview, exclusionBack, handedBack, handOverReview } from './peers/steer-reviews'
export { peersJob, turnPeers, turnPeersOf } from './peers/turn-peers'
export { giveReview, saveReview } from './peers/write-review'
export { type Settled, settleLateness } from './settle-lateness'
export {
  type Assignment,
  awaitsMarking,
  hasAnswersToMark,
  type Submission,
  type SubmittedFile,
} from './submission-queries'
export { waiveLateness, waiverBack } from './waive-lateness'
export { withoutName } from './without-names'
