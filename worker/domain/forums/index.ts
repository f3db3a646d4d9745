export { acceptReply, markThreadRead, react, setThread } from './change-thread'
export {
  editWords,
  findWordsToEdit,
  listVersions,
  removeWords,
  restoreWords,
  type Versions,
  type WordsToEdit,
} from './change-words'
export { editForum, type ForumToEdit, findForumToEdit, mostEditMinutes, mostIntro } from './edit-forum'
export { type ForumPage, findForum, type ListedThread } from './find-forum'
export { findReplyPlace } from './find-reply'
export { findThread, type ShownReply, type ThreadPage } from './find-thread'
export { createForum, type ForumSettings } from './forum-settings'
export {
  type Author,
  MOST_UNREAD,
  type ReplyLine,
  type ThreadLine,
  withoutName,
} from './lines'
export { purgeThread } from './purge-thread'
export { findSince } from './since'
export { type ForumHindrance, type ForumStanding, findForumStanding } from './standing'
export { viewForum } from './take-part'
export type { ForumNews } from './tell'
export { mostBody, mostTitle, openThread, writeReply } from './write'
