export {
  type Annotated,
  type Annotation,
  annotationsQuery,
  forLearner,
  givenAnnotations,
  inOrder,
} from './annotations'
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
  type Subject,
} from './marks'
export { type RubricLine, rubricsOfCourseQuery } from './rubric-queries'
export {
  isSameMark,
  type MarkGiven,
  MOST_COMMENT,
  orTaken,
  pointsMissing,
  settleMark,
  versionOf,
  whyBroken,
} from './settle-mark'
