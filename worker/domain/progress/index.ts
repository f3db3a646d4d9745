export {
  type Completable,
  completeItem,
  completionStatements,
  type Learner,
  reopenItem,
  startItem,
} from './complete-item'
export { itemIsFor, moduleIsFor } from './counted-items'
export { type Beat, recordBeat } from './record-beat'
export {
  type Completing,
  type Place,
  recordCompletion,
  recordPresence,
  recordReopening,
  recordResume,
  recordSeconds,
  recordStart,
} from './record-progress'
export { refreshEnrollment, refreshEnrollments } from './refresh-enrollment'
export { type Done, meets } from './requirement'
export { type KeptRule, ruleHolds, ruleIn } from './rule-holds'
export { isCourseComplete, settleCompletions } from './settle-completions'
export { beginSettling, courseChanged, reachMoved, SETTLE_AFTER, settleCourse, wakeToSettle } from './settle-course'
export { mergeRanges, mergeResume, percentWatched, secondsIn } from './watched'
