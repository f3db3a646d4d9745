import { admins } from './audience'
import { kind } from './kind'

/** Somebody has registered and waits to be let in. */
export const registered = kind({
  group: 'organization',
  for: 'admins',
  bell: true,
  mail: 'now',
  events: { 'person.requested': (_, { subjectId }) => ({ to: admins(), personId: subjectId }) },
})
