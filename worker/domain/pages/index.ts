export { courseOptionsQuery, groupOptionsQuery, readPeoplePage } from './people-page'
