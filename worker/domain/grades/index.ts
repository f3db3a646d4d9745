export { assignGradesOfCourse, assignGradesOfEnrollment, assignGradesOfItem } from './assign-grade-rows'
export { overrideGrade } from './override-grade'
export { type Grade, gradeHistoryQuery, gradeQuery, gradesQuery, percentOf, shownGrade } from './queries'
export { type Given, recordGrade, releaseGrade } from './record-grade'
