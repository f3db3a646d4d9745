export type { BlockChange, ChangeCounts } from './block-changes'
export { blockMark } from './block-mark'
export {
  allBlocks,
  type Block,
  type BlockKindName,
  type BlockOf,
  blockKindNames,
  blocksFromMarkdown,
  blocksToMarkdown,
  type CaptionsOf,
  contentSchema,
  emptyContent,
  type Fault,
  type FaultKind,
  faultsOf,
  type LessonContent,
  maxBlocks,
  mediaIdsOf,
  type Picture,
  prepareContent,
  relinkContent,
  revealRoles,
  searchTextOf,
  tones,
} from './blocks'
export { addCaptions, indexCaptions, indexLessonsWith, removeCaptions } from './captions'
export type { Change } from './changes'
export { createLesson } from './create-lesson'
export {
  addBlock,
  addFile,
  duplicateBlock,
  moveBlock,
  type PlaceOfBlock,
  removeBlock,
  restoreBlock,
  type SavedBlock,
  saveBlock,
} from './edit-blocks'
export { type EditedBlock, editedBlock } from './edited-block'
export { type Beginning, emptyBlock, isUnfinished } from './empty-block'
export {
  contentOf,
  draftMark,
  findLessonToEdit,
  hasMoved,
  type LessonRow,
  lessonQuery,
  type Version,
} from './find-lesson'
export { type History, readHistory, type ShownVersion } from './history'
export { countFaults, knownFaults, knownFaultsQueries, listFaults, readKnownFaults } from './known-faults'
export { keepNote } from './notes'
export { leavePlainly, type PlainWayOn } from './plain-reading'
export { discardChanges, publishChanges } from './publish-changes'
export { type Fields, readBlock } from './read-block'
export {
  type EditedLesson,
  faultsIn,
  type LessonFile,
  type LessonTrack,
  type ReadLesson,
  type ReportRow,
  readLesson,
  readLessonToEdit,
} from './read-lesson'
export { leaveLesson, markLessonDone, recordReading, type WayOn } from './record-reading'
export { listReports, reportedLessonsQuery, reportProblem, resolveReport } from './reports'
export { isRich } from './rich'
export { changeContent, type Saved } from './save-content'
export { readGrid } from './table-grid'
export { findVersion, listVersions, restoreVersion, type VersionRow } from './versions'
