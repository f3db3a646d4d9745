export { attemptEnd, attemptTakenUntil } from './attempt-end'
export { dueFor, hasDates } from './due-in-lists'
export {
  type Dates,
  type Deadline,
  type DeadlineSources,
  daysLate,
  dueAfterEnrollment,
  resolveDeadline,
  type Standing,
  standingAt,
} from './resolve-deadline'
