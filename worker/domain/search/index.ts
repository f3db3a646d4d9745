export {
  type IndexedEntry,
  indexEntries,
  indexEntry,
  removeCourseEntries,
  removeEntry,
  retitleEntry,
  type SearchKind,
} from './entries'
export { listHits, type SearchHit } from './list-hits'
export { personIdsNamed } from './person-ids-named'
export { readWords, type Words } from './read-words'
export { type Found, shortlist } from './shortlist'
