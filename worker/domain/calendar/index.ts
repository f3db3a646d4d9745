export { endFeed, findFeed, makeFeed, readFeed } from './feeds'
export { type Calendar, type Range, readCourseCalendar, readOwnCalendar } from './read-calendar'
