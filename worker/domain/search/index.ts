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
export { hitsQuery, type Openness, readHits, type SearchHit, type SearchOptions } from './list-hits'
export { readWords, type Words } from './read-words'
export { type Found, shortlist } from './shortlist'
