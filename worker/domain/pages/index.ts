export { openMedia, openMediaToEdit } from './open-media'
export { courseOptionsQuery, groupOptionsQuery, readPeoplePage } from './people-page'
