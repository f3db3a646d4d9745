export {
  type FoundAnnouncement,
  findAnnouncement,
  findAnnouncementForm,
  findAnnouncementToEdit,
} from './find-announcement'
export { type AnnouncementPlace, findPlace } from './find-place'
export {
  type AnnouncementLine,
  listAnnouncements,
  listCourseAnnouncements,
  unreadAnnouncementsQuery,
  unreadInCourseQuery,
} from './list-announcements'
export { announcedTo, exportReaders, listReaders, type ReadersFilter, readAnnouncement } from './readings'
export {
  type AnnouncementGiven,
  announce,
  announcementBack,
  changeAnnouncement,
  openInTime,
  openingJob,
  withdrawAnnouncement,
} from './write-announcement'
