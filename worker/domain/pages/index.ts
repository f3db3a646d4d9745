export { readInvitationsPage, readJoinLinksPage } from './admissions-pages'
export {
  type AuditArea,
  type AuditEntry,
  type AuditFilter,
  auditAreas,
  ENTRIES_A_PAGE,
  readAuditPage,
} from './audit-page'
export { readCatalogue, readCourses } from './catalogue-page'
export { readCourseLibrary } from './course-library'
export { type CoursePageRows, readCoursePage } from './course-page'
export { readCourseSettings } from './course-settings'
export { type DeadLetter, LETTERS_A_PAGE, readDeadLetters } from './dead-letters-page'
export {
  exportGradebook,
  type Gradebook,
  type GradebookCell,
  type GradebookColumn,
  type GradebookFilter,
  type GradebookRow,
  readGradebook,
  readGradebookCourse,
  readGradebookRow,
} from './gradebook'
export { type GradebookColumns, readColumns } from './gradebook-columns'
export { applyGradeImport, type GradeImport, type Headings, planGradeImport } from './gradebook-import'
export { type GradingFound, readGrading } from './grading'
export {
  type CourseGroupsFound,
  type GroupFound,
  listCourseGroups,
  listGroups,
  listMembers,
  readCourseGroupsPage,
  readGroupPage,
  readGroupsPage,
} from './groups-pages'
export { type LearnerGrades, readLearnerGrades, type Supposed } from './learner-grades'
export { readLearnerHome, readNews } from './learner-home'
export {
  completeForLearner,
  type LearnerItem,
  type LearnerPage,
  readLearner,
  reopenForLearner,
} from './learner-page'
export { listLearning } from './learning-lines'
export { listHits } from './list-hits'
export { findLogoIcon, giveLogo, printsLogo, removeLogo } from './logo'
export { type MyCertificates, readMyCertificates } from './my-certificates'
export { listMyGrades, type MyGrades } from './my-grades'
export { listObserved, type ObservedLearner, readObservedLearner } from './observed-learner'
export { openCaptions, openMedia, openMediaInUse, openMediaToEdit, openTrack } from './open-media'
export { type RuleSubject, readOutlinePage, readRuleSubject } from './outline-page'
export { courseOptionsQuery, groupOptionsQuery, readPeoplePage } from './people-page'
export { type PersonCard, readPersonCard } from './person-card'
export { type PersonFound, readPersonPage } from './person-page'
export { exportRoster, findRoster, type Roster, readRoster, rosterReadersQuery } from './roster'
export {
  type RosterFilter,
  type RosterLine,
  type RosterPlace,
  rosterLineQuery,
  rosterSorts,
  rosterStates,
} from './roster-lines'
export { readStaffHome } from './staff-home'
export { exportList, readTakeaway, type TakeawayList, takeawayLists } from './takeaway'
export { type UndoArea, undoAreas, undoOwnAct } from './ways-back'
