export {
  type IndexedEntry,
  indexEntries,
  indexEntry,
  removeCourseEntries,
  removeEntry,
  retitleEntry,
  type SearchKind,
} from './entries'
export { personIdsNamed, questionIdsNamed } from './ids-named'
export { listHits, type SearchHit } from './list-hits'
export { readWords, type Words } from './read-words'
export { type Found, shortlist } from './shortlist'
