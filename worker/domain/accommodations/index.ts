export { type Accommodation, accommodationQuery, nothingStands } from './accommodation-query'
export { findAccommodation, findOwnAccommodation, toldOf } from './find-accommodation'
export { type AccommodationGiven, accommodationBack, setAccommodation } from './set-accommodation'
