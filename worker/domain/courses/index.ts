export { binCourse, binItem, binModule, binQueries, restoreCourse, restoreItem, restoreModule } from './bin'
export { calendarItem, courseDates } from './calendar-dates'
export { copyItem, duplicateItem } from './copy-items'
export { authorRows, createCourse } from './create-course'
export { createItem, createModule, most } from './create-item'
export { duplicateCourse } from './duplicate-course'
export { duplicateModule } from './duplicate-module'
export {
  type CourseSettings,
  categoriesQuery,
  categoryNamed,
  editCourse,
  ensureCategory,
  listCategories,
  renewJoinCode,
} from './edit-course'
export {
  editItem,
  type ItemSettings,
  renameItem,
  setItemRule,
} from './edit-item'
export { editModule, setModuleRule } from './edit-module'
export { filmlessQuery, isFilmless } from './film-needed'
export {
  courseOfStaff,
  courseQuery,
  findCourse,
  findCourseFor,
  findCourseToEdit,
  findItemToEdit,
  findModuleToEdit,
  itemToEdit,
  itemToEditQuery,
} from './find-course'
export { completesCourse, isFinished } from './finish'
export { addGradeRows } from './grade-rows'
export { findItemFor, type ItemAccess, itemAccess, itemQueries } from './item-access'
export { completionsOf, itemKindNames, itemKinds } from './item-kinds'
export {
  type CatalogueFilter,
  type CourseFilter,
  type CourseShelf,
  catalogueCategoriesQuery,
  cataloguePage,
  catalogueQuery,
  coursesQuery,
  pageOf,
  toMark,
} from './list-courses'
export { moveItem, moveModule } from './move'
export {
  type CourseRef,
  type OutlineRows,
  outlineQueries,
  outlinesQueries,
  readOutlineRows,
  splitOutline,
  splitOutlines,
} from './outline-queries'
export { moduleSiblings } from './positions'
export { archiveCourse, publishCourse, unpublishCourse } from './publish-course'
export { publishDrafts, unpublishDrafts } from './publish-drafts'
export { syncPublishTimers, wakeToPublish } from './publish-timers'
export { purge } from './purge'
export {
  type ItemRow,
  type ItemState,
  type Outline,
  type OutlineItem,
  type OutlineModule,
  readOutline,
} from './read-outline'
export { keepAfterAll, purgeLater, wakeTomorrow } from './retention'
export {
  publishItem,
  publishModule,
  publishScheduled,
  scheduleItem,
  scheduleModule,
  unpublishItem,
  unpublishModule,
} from './schedule'
export { settingsBack } from './settings-back'
export { type Course, type CourseCore, courseCore, type Enrollment, type Standing, standingIn } from './standing'
