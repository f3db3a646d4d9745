import { admins, anybody, inCourse, learner, markers, members, staff, teachers } from './audiences'
import type { Row } from './rows'
import type { Principal } from './school'

const course = { id: 'course' } as const
const lesson = { id: 'lesson' } as const
const group = { id: 'group' } as const
const person = { id: 'person' } as const
const media = { id: 'media' } as const
const upload = { id: 'upload' } as const
const run = { id: 'importRun' } as const

/** Who fills a group of the organization. */
const fillers: Principal[] = [...admins, 'manager']

/** People, groups, files and what is left; what takes things away is tried by one person, because it can be done once. */
export const otherRows: Record<string, Row> = {
  'GET /lessons/:id': { may: inCourse, params: lesson },
  'POST /items/:id/next': { may: inCourse, params: lesson },
  // others are told that there is nothing for them to mark
  'POST /items/:id/completion': { may: inCourse, params: lesson },
  'PUT /items/:id/note': { may: inCourse, params: lesson, fields: { text: 'Look again' } },
  'POST /items/:id/reports': {
    makes: true,
    may: inCourse,
    params: lesson,
    fields: { text: 'A typing mistake', version: '1' },
  },
  'GET /lessons/:id/edit': { may: teachers, params: lesson },
  'POST /items/:id/blocks': { makes: true, may: teachers, params: lesson, fields: { kind: 'divider' } },
  'POST /items/:id/draft/publication': { may: teachers, params: lesson },
  'DELETE /items/:id/draft': { may: teachers, params: lesson },
  'GET /items/:id/versions': { may: teachers, params: lesson },
  'GET /items/:id/versions/:number{[0-9]{1,9}}': { may: teachers, params: { id: 'lesson', number: '=1' } },
  'POST /items/:id/versions/:number{[0-9]{1,9}}/restoration': {
    may: teachers,
    params: { id: 'lesson', number: '=1' },
  },

  'DELETE /announcements/:id': { may: markers, params: { id: 'announcement' }, once: 'instructor' },

  'GET /media/:id/captions': { may: teachers, params: media },
  'PATCH /media/:id': { may: teachers, params: media, fields: { name: 'notes.txt' } },

  'GET /groups': { may: admins },
  'POST /groups': { may: admins, fields: { name: 'Evening class' } },
  'GET /groups/:id': { may: fillers, params: group },
  'PUT /groups/:id': { may: admins, params: group, fields: { name: 'Morning class' } },
  'POST /groups/:id/members': { may: fillers, params: group, fields: { member: 'nobody@acme.example' } },
  'DELETE /groups/:id/members/:userId': { may: fillers, params: { id: 'group', userId: '=nobody' } },
  'POST /groups/:id/managers': { may: admins, params: group, fields: { manager: 'nobody@acme.example' } },
  'DELETE /groups/:id/managers/:userId': { may: admins, params: { id: 'group', userId: '=nobody' } },
  'GET /courses/:courseId/groups': { may: [...teachers, 'learner'], params: { courseId: 'course' } },
  'POST /courses/:courseId/groups': { may: teachers, params: { courseId: 'course' }, fields: { name: 'Tables' } },
  'POST /courses/:courseId/groups/deal': {
    may: teachers,
    params: { courseId: 'course' },
    fields: { dealName: 'Table', n: '2', into: 'groups' },
  },

  'POST /people/invitations': { may: admins, fields: { emails: 'newcomer@acme.example', role: 'learner' } },
  'POST /people/join-links': { makes: true, may: admins, fields: { role: 'learner' } },
  'GET /people/:id': { may: admins, params: person },
  'POST /people/:id/password-reset': { makes: true, may: admins, params: person },
  'POST /people/:id/observers': { may: admins, params: person, fields: { observer: 'nobody@acme.example' } },
  'DELETE /people/:id/observers/:observerId': {
    may: admins,
    params: { id: 'person', observerId: 'observer' },
    once: 'admin',
  },
  'GET /people/:id/card': { may: [...markers, 'learner'], params: person },
  'GET /me': { may: members },
  'GET /search': { may: members },

  'GET /media/:id{[0-9a-f-]{36}}': { may: teachers, params: media },
  'GET /media/:id{[0-9a-f-]{36}}/thumbnail': { may: teachers, params: media },
  'GET /media/:id{[0-9a-f-]{36}}/tracks/:track{[0-9a-f-]{36}}': {
    may: teachers,
    params: { id: 'media', track: 'track' },
  },
  'PUT /media/:id/thumbnail': { may: teachers, params: media },
  'POST /media/:id/tracks': { may: teachers, params: media },
  'DELETE /media/:id/tracks/:track': { may: teachers, params: { id: 'media', track: 'track' }, once: 'instructor' },
  'DELETE /media/:id': { may: teachers, params: media, once: 'instructor' },
  'POST /media/:id/restoration': { may: teachers, params: media, once: 'instructor' },
  'DELETE /groups/:id': { may: admins, params: group, once: 'admin' },
  'POST /groups/:id/restoration': { may: admins, params: group, once: 'admin' },

  // anybody's, with a code that says what for
  'GET /invitation': { may: anybody },
  'POST /invitation': { may: anybody, fields: { code: 'unknown', name: 'Somebody', password: 'a long enough one' } },
  'POST /invitation/mails': { may: anybody, fields: { code: 'unknown' } },
  'GET /join': { may: anybody },
  'POST /join': { may: anybody, fields: { code: 'unknown' } },

  // one's own, or of nobody
  'PUT /me': { may: members, fields: { name: 'Renamed' } },
  'POST /me/photo': { may: members },
  'DELETE /me/photo': { may: members },
  'DELETE /me/tokens/:id': { may: learner, params: { id: 'token' } },
  'POST /uploads': { may: members },
  'GET /uploads/:id': { may: ['instructor'], params: upload },
  'PUT /uploads/:id/parts/:number{[0-9]{1,5}}': { may: ['instructor'], params: { ...upload, number: '=1' } },
  'POST /uploads/:id/completion': { may: ['instructor'], params: upload },
  'DELETE /uploads/:id': { may: ['instructor'], params: upload },
  'POST /media': { may: [...staff, 'assistant'] },
  'PUT /items/:id/blocks/:block': { may: teachers, params: { id: 'lesson', block: 'block' } },
  'PUT /items/:id/blocks/:block/position': { makes: true, may: teachers, params: { id: 'lesson', block: 'block' } },
  'POST /items/:id/blocks/:block/copies': { makes: true, may: teachers, params: { id: 'lesson', block: 'block' } },
  'DELETE /items/:id/blocks/:block': { may: teachers, params: { id: 'lesson', block: 'block' } },
  'POST /items/:id/blocks/:block/restoration': {
    may: teachers,
    params: { id: 'lesson', block: 'block' },
  },
  'POST /items/:id/files': { may: teachers, params: lesson },
  'POST /acts/:id/reversal': { may: [], params: { id: '=unknown' } },
  'DELETE /items/:id/reports/:report': {
    may: teachers,
    params: { id: 'lesson', report: 'report' },
    once: 'instructor',
  },
  // only who did it
  'POST /people/acts/:id/reversal': { may: ['admin'], params: { id: 'act' } },
  'POST /people/invitations/:id/mail': { makes: true, may: admins, params: { id: 'invitation' } },
  'DELETE /people/invitations/:id': { may: admins, params: { id: 'invitation' }, once: 'admin' },

  'GET /join/:code': { may: anybody, params: { code: 'joinCode' } },
  'POST /join/:code/use': { may: members, params: { code: 'joinCode' } },
  'POST /join/:code': { may: anybody, params: { code: 'joinCode' }, fields: { email: 'no address' } },
  'GET /joining': { may: anybody },
  'POST /joining': { may: anybody, fields: { code: 'unknown', name: 'New', password: 'wrong', agreed: 'on' } },
  'POST /groups/:id/seat': { may: learner, params: { id: 'courseGroup' } },
  'DELETE /groups/:id/seat': { may: learner, params: { id: 'courseGroup' } },
  'GET /imports/new': { may: staff },
  'POST /imports': { may: staff },
  'GET /imports/:id': { may: teachers, params: run },
  'POST /imports/:id/application': { may: teachers, params: run },
  'POST /imports/:id/reversal': { may: teachers, params: run },
  'GET /courses/:id/import': { may: teachers, params: course },
  'GET /courses/:id/export.zip': { may: teachers, params: course },
  'POST /items/:id/beats': { may: inCourse, params: lesson, json: { seconds: 0 } },
  'POST /people/acts': {
    may: admins,
    fields: { nonce: '0190a1c0-0000-7000-8000-000000000001', act: 'sign-out', person: 'acme-zed' },
  },
  'GET /people/:id/accommodation': { may: admins, params: person },
  'PUT /people/:id/accommodation': { may: admins, params: person, fields: { extraTime: '25' } },
  'PUT /people/:id': { may: admins, params: person, fields: { name: 'Lena Learner', role: 'learner' } },
  'POST /people/:id/photo': { may: admins, params: person },
  'DELETE /people/:id/photo': { may: [...admins, 'learner'], params: person },
  'POST /people/:id/sign-in-card': { may: admins, params: person },
}
