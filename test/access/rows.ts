import type { Objects, Principal } from './school'

const admins: Principal[] = ['owner', 'admin']
const teachers: Principal[] = [...admins, 'instructor']
const learner: Principal[] = ['learner']
const markers: Principal[] = [...teachers, 'assistant']
const inCourse: Principal[] = [...markers, 'learner', 'observer']
const members: Principal[] = [...teachers, 'otherInstructor', 'assistant', 'learner', 'otherLearner', 'observer']
const staff: Principal[] = [...teachers, 'otherInstructor']
const anybody: Principal[] = [...members, 'suspended', 'anonymous']

export type Row = {
  /** Who comes in; all others are turned away (404, 403, or to the sign-in page). */
  may: Principal[]
  /** What `:id` and the other parameters stand for. */
  params?: Record<string, keyof Objects | `=${string}`>
  /** What a form must hold to come as far as the decision. */
  fields?: Record<string, string>
}

/** Every door of an organization, as the router knows it, and who may open it. A door without a row fails the build. */
export const rows: Record<string, Row> = {
  'GET /': { may: members },
  'GET /welcome': { may: admins },

  // anybody's
  'GET /manifest.webmanifest': { may: anybody },
  'GET /robots.txt': { may: anybody },
  'GET /:icon{app-icon-[0-9]+\\.png}': { may: anybody, params: { icon: '=app-icon-192.png' } },
  'GET /api': { may: anybody },
  'GET /sign-in': { may: anybody },
  'GET /verify': { may: anybody },
  'GET /verify/:code': { may: anybody, params: { code: 'code' } },
  'POST /locale': { may: anybody, fields: { locale: 'de' } },

  // one's own
  'GET /account': { may: members },
  'GET /me/tokens': { may: members },
  'POST /me/tokens': { may: members, fields: { name: 'Mine', scopes: 'people.read', days: '7' } },
  'GET /certificates': { may: members },

  // the organization
  'GET /organization': { may: admins },
  'GET /organization/colour': { may: admins },
  'PUT /organization/identity': {
    may: admins,
    fields: { name: 'Renamed', colour: '', locale: 'en', zone: 'UTC', paper: 'a4' },
  },
  'PUT /organization/admission': { may: admins, fields: { registration: 'closed' } },
  'PUT /organization/safety': { may: admins, fields: { passwordLength: '8' } },

  // people
  'GET /people': { may: admins },
  'POST /people': { may: admins, fields: { name: 'New', signIn: 'new@acme.example', role: 'learner' } },
  'GET /people/invitations': { may: admins },
  'GET /people/join-links': { may: admins },
  'DELETE /people/join-links/:id': { may: admins, params: { id: 'joinLink' } },

  // courses and what is in them
  'GET /courses/:id/media': { may: markers, params: { id: 'course' } },
  'GET /media': { may: [...staff, 'assistant'] },
  'GET /quizzes/:id': { may: inCourse, params: { id: 'quiz' } },
  'GET /quizzes/:id/edit': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/attempts': { may: learner, params: { id: 'quiz' } },
  'GET /attempts/:id': { may: learner, params: { id: 'attempt' } },
  'POST /attempts/:id/submission': { may: learner, params: { id: 'attempt' } },
  'GET /certificates/:id': { may: [...markers, 'learner'], params: { id: 'certificate' } },
  'POST /certificates/:id/revocation': {
    may: teachers,
    params: { id: 'certificate' },
    fields: { reason: 'A mistake' },
  },
}
