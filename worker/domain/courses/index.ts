export { createCourse } from './create-course'
export { createItem, createModule, most } from './create-item'
export { findCourse, findCourseFor, findCourseToEdit, findItemToEdit, findModuleToEdit } from './find-course'
export { findItemFor, type ItemAccess, itemAccess, itemQueries } from './item-access'
export { itemKindNames, itemKinds } from './item-kinds'
export { type CourseRef, type OutlineRows, outlineQueries, readOutlineRows, splitOutline } from './outline-queries'
export {
  type CourseModule,
  type ItemRow,
  type ItemState,
  type Outline,
  type OutlineItem,
  type OutlineModule,
  readOutline,
} from './read-outline'
export { type Course, type Enrollment, type Standing, standingIn } from './standing'
