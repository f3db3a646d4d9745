export { MOST_SAID, readInquiry, settleInquiry, writeInquiry } from './ask-about-grade'
export { isByHandOf, isByHandSql, missingPercentOf, unlikeOthersQuery } from './by-hand'
export { changeGrading, type GivenItem, gradedItemsQuery, gradingBack, type ItemGrading } from './change-grading'
export { completeByGrade } from './complete-by-grade'
export { type CategoryGrade, type Counted, type CourseGrade, courseGrade, missingAs } from './course-grade'
export { excuseBack, excuseGrade } from './excuse-grade'
export type { GradePlace } from './find-grade'
export { type GradeState, gradeState } from './grade-state'
export { findGradebookLine, type GradebookFilter, type GradebookLine, listGrades } from './gradebook'
export { categoryOf, gradingOf, isWeighted } from './grading'
export { holdBack, holdGrades, insistHeldAs, isHeld } from './hold'
export { type GradeChange, gradesImportBack, importGrades, MOST_CHANGES } from './import-grades'
export {
  type Inquiries,
  type InquiryLine,
  inquiriesQuery,
  inquiryEntriesQuery,
  listInquiries,
  waitingInquiriesQuery,
} from './inquiries'
export { insistUnlocked, isLocked, type LockPlace, lockBack, lockGrades, refuseLocked, refuseLockedItem } from './lock'
export { hidesNames } from './names'
export { asksWhy, gradeOverrideBack, overrideGrade } from './override-grade'
export { type Penalty, penaltyStatements } from './penalty'
export {
  type Grade,
  gradeHistoryQuery,
  gradeOfPersonQuery,
  gradeQuery,
  gradesQuery,
  percentOf,
  shownGrade,
} from './queries'
export { type Given, recordDraftMark, recordGrade } from './record-grade'
export { regradeStatements } from './regrade'
export { type GivenGrade, MOST_CELLS, setGrades } from './set-grades'
