export { courseRoles, courseStaffQuery, setCourseRole } from './course-roles'
export { afterEnrolling, endOfDay, enrollByName, enrollPeople, findNamed, type Named } from './enroll-people'
export { type Enrolling, enrollStatements } from './enroll-statements'
export { enrollEveryone, enrollNewcomer, writeGradeRows } from './everyone'
export { groupsToChooseQuery } from './groups-to-choose'
export { isCodeOpen, isTaking, joinByCode, joinCourse, wayIn } from './join-course'
export {
  decideRequest,
  listJoinRequests,
  openRequestsQuery,
  ownRequestQuery,
  requestBack,
  requestToJoin,
  waitingQuery,
  withdrawRequest,
} from './join-requests'
export { keepAnInstructor } from './keep-instructor'
export { learnersToChooseQuery, MOST_TO_CHOOSE } from './learners-to-choose'
export { tellDecisionInTime } from './tell-decision'
export {
  leaveCourse,
  ownSources,
  ownSourcesQuery,
  returnPeople,
  returnStatements,
  withdrawnBack,
  withdrawPeople,
  withdrawStatements,
} from './withdraw'
