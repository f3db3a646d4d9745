export { attemptEnd, attemptTakenUntil } from './attempt-end'
export { closesFor, dueFor, hasDates, laterFor } from './due-in-lists'
export { quizFor } from './quiz-for'
export {
  type Dates,
  type Deadline,
  type DeadlineSources,
  daysLate,
  dueAfterEnrollment,
  later,
  resolveDeadline,
  type Standing,
  standingAt,
} from './resolve-deadline'
export { type QuizChange, resolveQuiz } from './resolve-quiz'
export { laterOnTheClock, zoneOfItem } from './wall-clock'
