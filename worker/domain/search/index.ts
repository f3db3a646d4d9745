export { type IndexedEntry, indexEntry, removeCourseEntries, removeEntry, type SearchKind } from './entries'
export { readWords, type Words } from './read-words'
export { type SearchHit, searchQuery } from './search-query'
