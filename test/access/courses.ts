import type { Row } from './rows'
import type { Principal } from './school'

const teachers: Principal[] = ['owner', 'admin', 'instructor']
const enrolled: Principal[] = ['instructor', 'assistant', 'learner', 'observer']
const inCourse: Principal[] = ['owner', 'admin', ...enrolled]
const members: Principal[] = [...inCourse, 'otherInstructor', 'otherLearner', 'manager']

const course = { id: 'course' } as const
const module = { id: 'module' } as const
const item = { id: 'lesson' } as const
const title = { title: 'Another title' }
const planned = { publishAt: '2036-03-01T09:00' }

/** Doors of courses and outlines. What takes something away stands before what brings it back, and the course itself last. */
export const courseRows: Record<string, Row> = {
  'GET /courses': { may: members },
  'POST /courses': { makes: true, may: [...teachers, 'otherInstructor'], fields: title },
  'GET /catalogue': { may: members },
  'GET /courses/:id': { may: inCourse, params: course },
  'GET /courses/:id/outline': { may: teachers, params: course },
  'POST /courses/:id/modules': { makes: true, may: teachers, params: course, fields: title },
  'PATCH /modules/:id': { may: teachers, params: module, fields: title },
  'PUT /modules/:id/position': { makes: true, may: teachers, params: module, fields: { step: 'down' } },
  'POST /modules/:id/copies': { makes: true, may: teachers, params: module },
  'GET /modules/:id/availability': { may: teachers, params: module },
  'PUT /modules/:id/availability': { may: teachers, params: module, fields: { act: 'clear' } },
  'DELETE /modules/:id/publication': { may: teachers, params: module },
  'GET /modules/:id/schedule': { may: teachers, params: module },
  'PUT /modules/:id/schedule': { may: teachers, params: module, fields: planned },
  'DELETE /modules/:id/schedule': { may: teachers, params: module },
  'POST /modules/:id/publication': { may: teachers, params: module },
  'POST /modules/:id/items': { makes: true, may: teachers, params: module, fields: { kind: 'lesson', ...title } },
  'PATCH /items/:id': { may: teachers, params: item, fields: title },
  'GET /items/:id': { may: inCourse, params: item },
  'GET /items/:id/settings': { may: teachers, params: item },
  'PUT /items/:id/settings': { may: teachers, params: item, fields: { completion: 'viewed', required: 'on' } },
  'GET /items/:id/place': { may: teachers, params: item },
  'PUT /items/:id/position': { makes: true, may: teachers, params: item, fields: { step: 'down' } },
  'GET /items/:id/availability': { may: teachers, params: item },
  'PUT /items/:id/availability': { may: teachers, params: item, fields: { act: 'clear' } },
  'POST /items/:id/copies': { makes: true, may: teachers, params: item, fields: {} },
  'DELETE /items/:id/publication': { may: teachers, params: item },
  'GET /items/:id/schedule': { may: teachers, params: item },
  'PUT /items/:id/schedule': { may: teachers, params: item, fields: planned },
  'DELETE /items/:id/schedule': { may: teachers, params: item },
  'POST /items/:id/publication': { may: teachers, params: item },
  'DELETE /items/:id': { may: teachers, params: item },
  'POST /items/:id/restoration': { may: teachers, params: item },
  'DELETE /modules/:id': { may: teachers, params: module },
  'POST /modules/:id/restoration': { may: teachers, params: module },
  'GET /courses/:id/settings': { may: teachers, params: course },
  'PUT /courses/:id/settings': {
    may: teachers,
    params: course,
    fields: { ...title, afterEnd: 'read', visibility: 'enrolled', joining: 'staff', rule: 'all' },
  },
  'POST /courses/:id/staff': { may: teachers, params: course, fields: { who: 'nobody', role: 'assistant' } },
  'DELETE /courses/:id/staff/:userId': { may: teachers, params: { ...course, userId: '=nobody' } },
  'POST /courses/:id/join-code': { may: teachers, params: course },
  'POST /courses/:id/copies': { makes: true, may: teachers, params: course, fields: { ...title, days: '7' } },
  'POST /courses/:id/membership': { may: enrolled, params: course },
  'DELETE /courses/:id/membership': { may: enrolled, params: course },
  'POST /courses/:id/request': { may: enrolled, params: course, fields: { message: 'Please' } },
  'DELETE /courses/:id/request': { may: inCourse, params: course },
  'POST /join-requests/:id/refusal': { may: teachers, params: { id: 'joinRequest' } },
  'POST /join-requests/:id/approval': { may: teachers, params: { id: 'joinRequest' } },
  'DELETE /courses/:id/drafts/publication': { may: teachers, params: course },
  'POST /courses/:id/drafts/publication': { may: teachers, params: course },
  'DELETE /courses/:id/publication': { may: teachers, params: course },
  'POST /courses/:id/publication': { may: teachers, params: course },
  'POST /courses/:id/archive': { may: teachers, params: course },
  'DELETE /courses/:id/archive': { may: teachers, params: course },
  'DELETE /courses/:id': { may: teachers, params: course },
  'POST /courses/:id/restoration': { may: teachers, params: course },
}
