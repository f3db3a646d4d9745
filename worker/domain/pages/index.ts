export { readInvitationsPage, readJoinLinksPage } from './admissions-pages'
export { openMedia, openMediaToEdit } from './open-media'
export { courseOptionsQuery, groupOptionsQuery, readPeoplePage } from './people-page'
export { type PersonFound, readPersonPage } from './person-page'
