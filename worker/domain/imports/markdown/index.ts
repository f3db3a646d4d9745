export { pathOfTitles } from './bank-names'
export { diffPlan, type KnownItem, type PlanDiff } from './diff-plan'
export {
  bankPaths,
  type ExportableCourse,
  type ExportableItem,
  type ExportableMedia,
  type ExportedCourse,
  exportCourse,
  keepBlockIds,
  slug,
} from './export-course'
export { hashOf } from './hash'
export * from './plan'
export { type PlanOptions, planCourse, withoutTopFolder } from './plan-course'
export { inTurn } from './quiz'
export { relinkItem, relinkMarkdown } from './relink'
