export { type GradebookFilter, type GradebookLine, listGrades, overrideGradeOf } from './gradebook'
export { overrideGrade } from './override-grade'
export {
  type Grade,
  gradeHistoryQuery,
  gradeOfPersonQuery,
  gradeQuery,
  gradesQuery,
  percentOf,
  shownGrade,
} from './queries'
export { type Given, recordDraftMark, recordGrade, releaseGrade } from './record-grade'
