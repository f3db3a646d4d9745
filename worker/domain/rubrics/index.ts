export { binRubric, editRubric, makeRubric, mostRubrics, type RubricGiven, restoreRubric } from './edit-rubric'
export { findRubric, findRubricToEdit, listRubrics, type Rubric } from './find-rubric'
export {
  draftMarkStatements,
  giveMarkStatements,
  type MarkRow,
  type MarkVersion,
  markedVersionsQuery,
  markOfSubject,
  markQuery,
  newestVersionQuery,
} from './marks'
export { type RubricLine, rubricsOfCourseQuery } from './rubric-queries'
