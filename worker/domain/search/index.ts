export {
  type IndexedEntry,
  indexEntries,
  indexEntry,
  removeCourseEntries,
  removeEntry,
  retitleEntry,
  type SearchKind,
} from './entries'
export { personIdsNamed } from './person-ids-named'
export { readWords, type Words } from './read-words'
export { type SearchHit, searchQuery } from './search-query'
export { type Found, shortlist } from './shortlist'
