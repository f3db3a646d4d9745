export { completeUpload, missingParts } from './complete-upload'
export { binMedia, renameMedia, restoreMedia } from './edit-media'
export { findMedia, type Media } from './find-media'
export { type LinkKind, linkedPicturesQuery, linkMedia, unlinkMedia } from './links'
export {
  historyMediaQuery,
  historyTracksQuery,
  type LibraryFile,
  type LibraryFilter,
  libraryPage,
  libraryQuery,
  listLibrary,
  mediaQuery,
  tracksQuery,
  writtenMediaQuery,
  writtenTracksQuery,
} from './list-media'
export { type Purpose, purposes } from './purposes'
export { leastPartBytes, maxCaptionBytes, maxPlainBytes, maxThumbnailBytes, partBytes } from './sizes'
export { type NewFile, storeFile } from './store-file'
export { armMediaSweep, discardMedia, sweepMedia } from './sweep'
export { keepThumbnail } from './thumbnail'
export {
  type AwayTrack,
  addTrack,
  listTracks,
  type NewTrack,
  readTrack,
  removeTrack,
  type Track,
  trackBackStatements,
  trackFile,
  trackKeyQuery,
} from './tracks'
export { kindOfType, type MediaKind, mediaKinds } from './types'
export { abortUpload, findUpload, type NewUpload, putPart, startUpload, type Upload } from './upload'
