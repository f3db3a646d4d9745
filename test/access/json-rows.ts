import { undoAreas } from '../../worker/domain/pages'
import { apiDoors } from '../../worker/routes/api'
import { sampleOf } from '../support/sample'
import { admins, markers, members, staff, talkers, teachers } from './audiences'
import { forumJsonRows } from './json-forums'
import { rows } from './rows'
import type { Objects, Principal } from './school'

/** Who knocks at a JSON door: a token of each person, one of the organization, or none. */
export type Caller = Principal | 'organization'

export type JsonRow = {
  /** The HTML door of the same act: the same people come in, and the organization's token where an admin does. */
  like?: string
  /** Who comes in where there is no such door, or where tokens come to less or more than browsers, with the reason beside it. */
  may?: Caller[]
  params?: Record<string, keyof Objects | `=${string}`>
  /** What is sent, where a sample of the door's own description does not come as far as the decision. */
  body?: (objects: Objects) => unknown
  /** What the address ends with, where the door asks for more than a place. */
  query?: string
  /** Of a file, where it must be one. */
  file?: string
  /** Can be done once only: of those who may, this one tries. */
  once?: Caller
}

const everybody: Caller[] = [...members, 'organization']
const markersToo: Caller[] = [...markers, 'organization']
const teachersToo: Caller[] = [...teachers, 'organization']
const statement = { kind: 'true-false', body: { prompt: 'So?', explanation: '', correct: true } }
const levels = [
  { title: 'All of it', points: 2 },
  { title: 'None', points: 0 },
]
const legs = { title: 'Legs', levels }
const bystander = { id: 'bystander' } as const

/** Every JSON door and who may come in. A door without a row fails the build. */
export const jsonRows: Record<string, JsonRow> = {
  ...forumJsonRows,
  // the organization
  'GET /organization': { may: everybody },
  'GET /organization/settings': { like: 'GET /organization' },
  'PATCH /organization/settings': { like: 'PUT /organization/identity', body: () => ({ name: 'Renamed' }) },
  'PUT /organization/logo': { like: 'PUT /organization/logo' },
  'DELETE /organization/logo': { like: 'DELETE /organization/logo' },
  'GET /me': { may: everybody },
  'GET /announcements': { like: 'GET /announcements' },
  'GET /courses/:id/announcements': { like: 'GET /courses/:id/announcements' },
  'POST /announcements': { like: 'POST /announcements', body: () => ({ title: 'Soon', text: 'It begins.' }) },
  'GET /announcements/:id': { params: { id: 'announcement' }, like: 'GET /announcements/:id' },
  'PUT /announcements/:id': {
    params: { id: 'announcement' },
    like: 'PUT /announcements/:id',
    body: () => ({ title: 'The bees', text: 'They fly.' }),
  },
  'POST /announcements/:id/reading': { params: { id: 'announcement' }, like: 'POST /announcements/:id/reading' },
  'GET /announcements/:id/readers': { params: { id: 'announcement' }, like: 'GET /announcements/:id/readers' },
  'DELETE /announcements/:id': {
    params: { id: 'announcement' },
    like: 'DELETE /announcements/:id',
    once: 'instructor',
  },
  'GET /me/calendar': { like: 'GET /calendar' },
  'GET /courses/:id/calendar': { like: 'GET /courses/:id/calendar' },
  'GET /me/calendar-feed': { like: 'GET /calendar/feed' },
  'POST /me/calendar-feed': { like: 'POST /calendar/feed' },
  'DELETE /me/calendar-feed': { like: 'DELETE /calendar/feed' },
  'GET /audit': { like: 'GET /organization/audit' },
  'GET /dead-letters': { like: 'GET /organization/dead-letters' },
  'POST /dead-letters/:id/tries': { like: 'POST /organization/dead-letters/:id/tries' },
  'POST /dead-letters/tries': { like: 'POST /organization/dead-letters/tries' },

  // question banks
  'GET /banks': { like: 'GET /banks' },
  'POST /banks': { like: 'POST /banks', body: () => ({ title: 'Hygiene' }) },
  'GET /courses/:courseId/banks': { like: 'GET /courses/:courseId/banks' },
  'POST /courses/:courseId/banks': { like: 'POST /courses/:courseId/banks', body: () => ({ title: 'Hygiene' }) },
  'GET /banks/:id': { like: 'GET /banks/:id' },
  'PUT /banks/:id': { like: 'PUT /banks/:id', body: () => ({ title: 'All about bees' }) },
  'POST /banks/:id/categories': { like: 'POST /banks/:id/categories', body: () => ({ title: crypto.randomUUID() }) },
  'PUT /banks/:id/categories/:category': {
    like: 'PUT /banks/:id/categories/:category',
    body: () => ({ title: 'Six legs' }),
  },
  'GET /banks/:id/questions': { like: 'GET /banks/:id' },
  'POST /banks/:id/questions': {
    like: 'POST /banks/:id/questions',
    body: () => ({ points: 1, question: statement }),
  },
  'POST /banks/:id/changes': {
    like: 'POST /banks/:id/changes',
    body: ({ bankQuestion }) => ({ act: 'tag', tag: 'insects', questions: [bankQuestion] }),
  },
  'GET /questions/:id': { params: { id: 'bankQuestion' }, like: 'GET /questions/:id' },
  'PUT /questions/:id': {
    params: { id: 'bankQuestion' },
    like: 'PUT /questions/:id',
    body: () => ({ points: 1, question: statement }),
  },
  'PUT /questions/:id/passage': {
    params: { id: 'bankQuestion' },
    like: 'PUT /questions/:id/passage',
    body: () => ({ text: 'Read this.' }),
  },
  'POST /questions/:id/copies': { params: { id: 'bankQuestion' }, like: 'POST /questions/:id/copies' },
  'PUT /questions/:id/place': {
    params: { id: 'bankQuestion' },
    like: 'PUT /questions/:id/place',
    body: ({ bank }) => ({ bankId: bank }),
  },
  'PUT /questions/:id/uses': {
    params: { id: 'bankQuestion' },
    like: 'PUT /questions/:id/uses',
    body: ({ quiz }) => ({ quizzes: [quiz] }),
  },
  'POST /questions/:id/versions/:number/restoration': {
    params: { id: 'bankQuestion' },
    like: 'POST /questions/:id/versions/:number/restoration',
  },
  'POST /quizzes/:id/keeping': {
    like: 'POST /quizzes/:id/keeping',
    body: ({ bank, bankQuestion }) => ({ bankId: bank, questions: [bankQuestion] }),
  },
  'POST /quizzes/:id/choices': {
    like: 'POST /quizzes/:id/choices',
    body: ({ bank, bankQuestion }) => ({ bankId: bank, questions: [bankQuestion] }),
  },
  'GET /quizzes/:id/draws': { like: 'GET /quizzes/:id/bank' },
  'POST /quizzes/:id/draws': {
    like: 'POST /quizzes/:id/draws',
    body: ({ bank }) => ({ bankId: bank, count: 1, points: 0 }),
  },
  'PUT /quizzes/:id/draws/:draw': {
    like: 'PUT /quizzes/:id/draws/:draw',
    body: ({ bank }) => ({ bankId: bank, count: 1, points: 0 }),
  },
  'GET /quizzes/:id/sections': { like: 'GET /quizzes/:id/edit' },
  'POST /quizzes/:id/sections': { like: 'POST /quizzes/:id/sections', body: () => ({ title: 'Wings' }) },
  'PATCH /quizzes/:id/sections/:sectionId': {
    like: 'PUT /quizzes/:id/sections/:section',
    body: () => ({ title: 'Six legs' }),
  },
  'PUT /quizzes/:id/sections/:sectionId/position': {
    like: 'PUT /quizzes/:id/sections/:section/position',
    body: () => ({ step: 'up' }),
  },
  'DELETE /quizzes/:id/sections/:sectionId': { like: 'DELETE /quizzes/:id/sections/:section' },
  'DELETE /quizzes/:id/draws/:draw': { like: 'DELETE /quizzes/:id/draws/:draw' },
  'POST /questions/:id/retirement': { params: { id: 'bankQuestion' }, like: 'POST /questions/:id/retirement' },
  'DELETE /questions/:id/retirement': { params: { id: 'bankQuestion' }, like: 'DELETE /questions/:id/retirement' },
  'DELETE /banks/:id/categories/:category': { like: 'DELETE /banks/:id/categories/:category', once: 'instructor' },
  'DELETE /banks/:id': { params: { id: 'idleBank' }, like: 'DELETE /banks/:id' },
  'POST /banks/:id/restoration': { params: { id: 'idleBank' }, like: 'POST /banks/:id/restoration' },

  // people
  'GET /people': { like: 'GET /people' },
  'POST /people': { like: 'POST /people', body: () => ({ name: 'New', email: 'new2@acme.example', role: 'learner' }) },
  'GET /people/:id': { like: 'GET /people/:id' },
  'PATCH /people/:id': { like: 'PUT /people/:id', params: bystander, body: () => ({ name: 'Bea' }) },
  'PUT /people/:id/role': { like: 'PUT /people/:id', params: bystander, body: () => ({ role: 'learner' }) },
  'POST /people/:id/sign-in-card': { like: 'POST /people/:id/sign-in-card', params: bystander },
  'POST /people/:id/password-reset': { like: 'POST /people/:id/password-reset' },
  // a page about a person is for admins; one's photo is one's own
  'PUT /people/:id/photo': { may: [...admins, 'learner', 'organization'] },
  'DELETE /people/:id/photo': { like: 'DELETE /people/:id/photo' },
  'GET /people/:id/accommodation': { like: 'GET /people/:id/accommodation' },
  'PUT /people/:id/accommodation': { like: 'PUT /people/:id/accommodation', body: () => ({ extraTime: 25 }) },
  'GET /me/accommodation': { like: 'GET /me' },
  'GET /people/:id/observers': { like: 'GET /people/:id' },
  'PUT /people/:id/observers/:observerId': { like: 'POST /people/:id/observers' },
  'GET /people/:id/card': { like: 'GET /people/:id/card' },
  'POST /people/acts': {
    like: 'POST /people/acts',
    body: ({ bystander }) => ({ act: 'sign-out', people: [bystander] }),
  },
  'POST /people/acts/:id/reversal': { like: 'POST /people/acts/:id/reversal', may: ['admin'] },
  'POST /people/:id/suspension': { like: 'POST /people/acts', params: bystander },
  'DELETE /people/:id/suspension': { like: 'POST /people/acts', params: bystander },
  'GET /me/profile': { like: 'GET /me' },
  'PATCH /me/profile': { like: 'PUT /me', body: () => ({ pronouns: 'they' }) },
  'PUT /me/photo': { like: 'POST /me/photo' },
  'DELETE /me/photo': { like: 'DELETE /me/photo' },
  'GET /me/learners': { like: 'GET /learners' },
  'GET /learners/:id': { like: 'GET /learners/:userId' },
  'GET /invitations': { like: 'GET /people/invitations' },
  'POST /invitations': { like: 'POST /people/invitations', body: () => ({ emails: ['newer@acme.example'] }) },
  'POST /invitations/:id/mail': { like: 'POST /people/invitations/:id/mail' },
  'DELETE /invitations/:id': { like: 'DELETE /people/invitations/:id', once: 'admin' },
  'GET /join-links': { like: 'GET /people/join-links' },
  'POST /join-links': { like: 'POST /people/join-links', body: () => ({}) },
  'DELETE /join-links/:id': { like: 'DELETE /people/join-links/:id' },
  'POST /joins': { like: 'POST /join/:code/use', body: ({ joinCode }) => ({ code: joinCode }) },

  // groups
  'GET /groups': { like: 'GET /groups' },
  'POST /groups': { like: 'POST /groups', body: () => ({ name: 'Night class' }) },
  'GET /groups/:id': { like: 'GET /groups/:id' },
  'PATCH /groups/:id': { like: 'PUT /groups/:id', body: () => ({ name: 'Morning class' }) },
  'GET /groups/:id/members': { like: 'GET /groups/:id' },
  'PUT /groups/:id/members/:userId': { like: 'POST /groups/:id/members' },
  'DELETE /groups/:id/members/:userId': { like: 'DELETE /groups/:id/members/:userId' },
  'PUT /groups/:id/managers/:userId': { like: 'POST /groups/:id/managers' },
  'DELETE /groups/:id/managers/:userId': { like: 'DELETE /groups/:id/managers/:userId' },
  'GET /courses/:id/groups': { like: 'GET /courses/:courseId/groups' },
  'POST /courses/:id/groups/deal': { like: 'POST /courses/:courseId/groups/deal' },
  'POST /groups/:id/seat': { like: 'POST /groups/:id/seat', params: { id: 'courseGroup' } },
  'DELETE /groups/:id/seat': { like: 'DELETE /groups/:id/seat', params: { id: 'courseGroup' } },

  // courses
  // of those one works in; those one learns in are at /me/courses
  'GET /courses': { may: [...staff, 'assistant', 'organization'] },
  'GET /categories': { may: [...staff, 'organization'] },
  'GET /catalogue': { like: 'GET /catalogue' },
  'GET /me/courses': { like: 'GET /courses' },
  'GET /search': { like: 'GET /search' },
  'POST /courses': { like: 'POST /courses' },
  'GET /courses/:id': { like: 'GET /courses/:id' },
  'GET /courses/:id/settings': { like: 'GET /courses/:id/settings' },
  'PATCH /courses/:id/settings': { like: 'PUT /courses/:id/settings', body: () => ({ summary: 'About Git' }) },
  'POST /courses/:id/join-code': { like: 'POST /courses/:id/join-code' },
  'POST /courses/:id/drafts/publication': { like: 'POST /courses/:id/drafts/publication' },
  'DELETE /courses/:id/drafts/publication': {
    like: 'DELETE /courses/:id/drafts/publication',
    query: '?publishedAt=2026-01-01T00:00:00Z',
  },
  'POST /courses/:id/copies': { like: 'POST /courses/:id/copies' },
  'GET /courses/:id/source': { like: 'GET /courses/:id/export.zip' },
  'PUT /courses/:id/source': { like: 'GET /courses/:id/import' },
  'GET /courses/:id/imports': { like: 'GET /courses/:id/import' },
  'POST /imports': { like: 'POST /imports' },
  'GET /imports/:id': { like: 'GET /imports/:id' },
  'POST /imports/:id/application': { like: 'POST /imports/:id/application' },
  'POST /imports/:id/reversal': { like: 'POST /imports/:id/reversal' },

  // who is in them
  'GET /courses/:id/enrollments': { like: 'GET /courses/:id/roster' },
  'POST /courses/:id/enrollments': {
    like: 'POST /courses/:id/enrollments',
    body: ({ bystander }) => ({ people: [bystander] }),
  },
  'PUT /courses/:id/enrollments/:userId/role': {
    like: 'POST /courses/:id/staff',
    params: { userId: 'bystander' },
    body: () => ({ role: 'learner' }),
  },
  'POST /courses/:id/withdrawals': {
    like: 'POST /courses/:id/learners/:userId/withdrawal',
    body: ({ bystander }) => ({ people: [bystander] }),
  },
  'POST /courses/:id/returns': {
    like: 'DELETE /courses/:id/learners/:userId/withdrawal',
    body: ({ bystander }) => ({ people: [bystander] }),
  },
  'POST /courses/:id/membership': { like: 'POST /courses/:id/membership' },
  'DELETE /courses/:id/membership': { like: 'DELETE /courses/:id/membership' },
  'POST /courses/:id/request': { like: 'POST /courses/:id/request' },
  'DELETE /courses/:id/request': { like: 'DELETE /courses/:id/request' },
  'GET /courses/:id/join-requests': { may: teachersToo },

  // outline
  'POST /courses/:id/modules': { like: 'POST /courses/:id/modules', body: () => ({ title: 'Another' }) },
  'PATCH /modules/:id': { like: 'PATCH /modules/:id', body: () => ({ title: 'Another' }) },
  'POST /modules/:id/copies': { like: 'POST /modules/:id/copies' },
  'PUT /modules/:id/position': { like: 'PUT /modules/:id/position', body: () => ({}) },
  'GET /modules/:id/availability': { like: 'GET /modules/:id/availability' },
  'PUT /modules/:id/availability': { like: 'PUT /modules/:id/availability', body: () => ({ rule: null }) },
  'POST /modules/:id/items': {
    like: 'POST /modules/:id/items',
    body: () => ({ title: 'Another', kind: 'lesson' }),
  },
  'GET /items/:id': { like: 'GET /items/:id' },
  'PATCH /items/:id': { like: 'PATCH /items/:id', body: () => ({ title: 'Another' }) },
  'PUT /items/:id/position': { like: 'PUT /items/:id/position', body: () => ({}) },
  'POST /items/:id/copies': { like: 'POST /items/:id/copies', body: ({ module }) => ({ moduleId: module }) },
  'GET /items/:id/availability': { like: 'GET /items/:id/availability' },
  'PUT /items/:id/availability': { like: 'PUT /items/:id/availability', body: () => ({ rule: null }) },
  'DELETE /items/:id/publication': { like: 'DELETE /items/:id/publication' },
  'POST /items/:id/publication': { like: 'POST /items/:id/publication' },
  'GET /quizzes/:id/rulings': { like: 'GET /quizzes/:id/regrade' },
  'POST /quizzes/:id/regrade': {
    like: 'GET /quizzes/:id/regrade',
    body: () => ({ versionId: 'none', kind: 'drop' }),
  },
  'POST /quizzes/:id/rulings': {
    like: 'POST /quizzes/:id/rulings',
    body: () => ({ versionId: 'none', kind: 'drop' }),
  },
  'DELETE /quizzes/:id/rulings/:rulingId': {
    like: 'DELETE /quizzes/:id/rulings/:ruling',
    params: { rulingId: 'ruling' },
  },
  'GET /quizzes/:id/overrides': { like: 'GET /quizzes/:id/overrides' },
  'PUT /quizzes/:id/overrides': { like: 'POST /quizzes/:id/overrides' },
  'DELETE /quizzes/:id/overrides/:overrideId': {
    like: 'DELETE /quizzes/:id/overrides/:override',
    params: { overrideId: '=none' },
  },
  'GET /items/:id/deadlines': { like: 'GET /items/:id/deadlines', params: { id: 'assignment' } },
  'PUT /items/:id/deadlines': { like: 'POST /items/:id/deadlines', params: { id: 'assignment' } },
  'DELETE /items/:id/deadlines/:deadlineId': {
    like: 'DELETE /items/:id/deadlines/:deadline',
    params: { id: 'assignment' },
  },

  // lessons
  'GET /lessons/:id': { like: 'GET /lessons/:id' },
  'PUT /lessons/:id': { like: 'POST /items/:id/draft/publication', body: () => ({ markdown: 'Bees fly.' }) },
  'GET /lessons/:id/draft': { like: 'GET /lessons/:id/edit' },
  'POST /lessons/:id/draft/publication': { like: 'POST /items/:id/draft/publication' },
  'DELETE /lessons/:id/draft': { like: 'DELETE /items/:id/draft' },
  'GET /lessons/:id/versions': { like: 'GET /items/:id/versions' },
  'GET /lessons/:id/versions/:number': { like: 'GET /items/:id/versions/:number{[0-9]{1,9}}' },
  'POST /lessons/:id/versions/:number/restoration': {
    like: 'POST /items/:id/versions/:number{[0-9]{1,9}}/restoration',
  },
  'GET /lessons/:id/reports': { like: 'GET /lessons/:id/edit' },
  'POST /lessons/:id/reports': { like: 'POST /items/:id/reports' },
  'DELETE /lessons/:id/reports/:reportId': { like: 'DELETE /items/:id/reports/:report', once: 'instructor' },
  'GET /lessons/:id/note': { like: 'PUT /items/:id/note' },
  'PUT /lessons/:id/note': { like: 'PUT /items/:id/note' },
  'POST /lessons/:id/completion': { like: 'POST /items/:id/completion' },
  'POST /lessons/:id/beats': { like: 'POST /items/:id/beats', body: () => ({ seconds: 0 }) },

  // quizzes and assignments
  'GET /quizzes/:id': { like: 'GET /quizzes/:id' },
  'PATCH /quizzes/:id': { like: 'PUT /quizzes/:id', body: () => ({ passPercent: 60 }) },
  'GET /quizzes/:id/questions': { like: 'GET /quizzes/:id/edit' },
  'POST /quizzes/:id/questions': {
    like: 'POST /quizzes/:id/questions',
    body: () => ({ question: statement }),
  },
  'PUT /quizzes/:id/questions/:questionId': {
    like: 'PUT /quizzes/:id/questions/:question',
    body: () => ({ question: statement }),
  },
  'PUT /quizzes/:id/questions/:questionId/passage': {
    like: 'PUT /quizzes/:id/questions/:question/passage',
    body: () => ({ text: 'Read this.' }),
  },
  'PUT /quizzes/:id/questions/:questionId/position': {
    like: 'PUT /quizzes/:id/questions/:question/position',
    body: () => ({ step: 'up' }),
  },
  'DELETE /quizzes/:id/questions/:questionId': { like: 'POST /quizzes/:id/questions/:question/removal' },
  'POST /quizzes/:id/questions/:questionId/restoration': {
    like: 'DELETE /quizzes/:id/questions/:question/removal',
  },
  'GET /quizzes/:id/export': { like: 'GET /quizzes/:id/export' },
  'POST /quizzes/:id/imports': { like: 'POST /quizzes/:id/imports' },
  'GET /quizzes/:id/imports/:runId': { like: 'GET /quizzes/:id/imports/:run', params: { runId: 'questionRun' } },
  'POST /quizzes/:id/imports/:runId/application': {
    like: 'POST /quizzes/:id/imports/:run/application',
    params: { runId: 'questionRun' },
    body: () => ({}),
  },
  'POST /quizzes/:id/imports/:runId/reversal': {
    like: 'POST /quizzes/:id/imports/:run/reversal',
    params: { runId: 'questionRun' },
  },
  'GET /banks/:id/export': { like: 'GET /banks/:id/export' },
  'POST /banks/:id/imports': { like: 'POST /banks/:id/imports' },
  'GET /banks/:id/imports/:runId': { like: 'GET /banks/:id/imports/:run', params: { runId: 'bankRun' } },
  'POST /banks/:id/imports/:runId/application': {
    like: 'POST /banks/:id/imports/:run/application',
    params: { runId: 'bankRun' },
    body: () => ({}),
  },
  'POST /banks/:id/imports/:runId/reversal': {
    like: 'POST /banks/:id/imports/:run/reversal',
    params: { runId: 'bankRun' },
  },
  'POST /quizzes/:id/attempts': { like: 'POST /quizzes/:id/attempts' },
  'GET /attempts/:id': { like: 'GET /attempts/:id' },
  'PUT /attempts/:id/responses/:questionId': {
    like: 'PUT /attempts/:id/responses/:version',
    params: { questionId: 'version' },
  },
  'PUT /attempts/:id/responses/:questionId/check': {
    like: 'PUT /attempts/:id/responses/:version',
    params: { questionId: 'version' },
  },
  'PUT /quizzes/:id/survey': {
    like: 'PUT /quizzes/:id/survey',
    params: { id: 'survey' },
    body: () => ({ survey: 'named' }),
  },
  'GET /quizzes/:id/results': { like: 'GET /quizzes/:id/results', params: { id: 'survey' } },
  'GET /quizzes/:id/respondents': { like: 'GET /quizzes/:id/respondents', params: { id: 'survey' } },
  'GET /quizzes/:id/analysis': { like: 'GET /quizzes/:id/analysis' },
  'GET /attempts/:id/log': { like: 'GET /attempts/:id/log' },
  'POST /attempts/:id/log': { like: 'POST /attempts/:id/log', body: () => ({ kind: 'left', seconds: 3, key: 'one' }) },
  'PUT /attempts/:id/page': { like: 'PUT /attempts/:id/page', body: () => ({ page: 1 }) },
  'PUT /attempts/:id/break': { like: 'PUT /attempts/:id/break' },
  'DELETE /attempts/:id/break': { like: 'DELETE /attempts/:id/break' },
  'POST /attempts/:id/submission': { like: 'POST /attempts/:id/submission' },
  'PUT /quizzes/:id': { like: 'PUT /quizzes/:id', body: () => ({ questions: [] }) },
  'GET /assignments/:id': { like: 'GET /assignments/:id' },
  'PATCH /assignments/:id': { like: 'PUT /assignments/:id', body: () => ({ instructions: 'Write.' }) },
  'PUT /assignments/:id/draft': { like: 'PUT /assignments/:id/draft', body: () => ({ text: 'Half' }) },
  'POST /assignments/:id/submissions': {
    like: 'POST /assignments/:id/submissions',
    body: () => ({ text: 'Half a page' }),
  },
  'GET /courses/:id/comments': { like: 'GET /courses/:id/comments' },
  'POST /courses/:id/comments': { like: 'POST /courses/:id/comments', body: () => ({ text: crypto.randomUUID() }) },
  'DELETE /courses/:id/comments/:commentId': {
    params: { commentId: '=none' },
    like: 'DELETE /courses/:id/comments/:comment',
  },
  'GET /courses/:courseId/rubrics': { like: 'GET /courses/:courseId/rubrics' },
  'POST /courses/:courseId/rubrics': {
    like: 'POST /courses/:courseId/rubrics',
    body: () => ({ title: crypto.randomUUID(), criteria: [legs] }),
  },
  'GET /rubrics/:id': { like: 'GET /rubrics/:id' },
  'PUT /rubrics/:id': { like: 'PUT /rubrics/:id', body: () => ({ title: 'Bees and all', criteria: [legs] }) },
  'DELETE /rubrics/:id': { like: 'DELETE /rubrics/:id' },
  'POST /rubrics/:id/restoration': { like: 'POST /rubrics/:id/restoration' },
  'GET /submissions/:id': { like: 'GET /submissions/:id' },
  'GET /assignments/:id/peers': { like: 'GET /assignments/:id/peers', params: { id: 'peered' } },
  'PUT /assignments/:id/peers': {
    like: 'PUT /assignments/:id/peers',
    params: { id: 'peered' },
    body: () => ({ opensAt: '2026-03-02T08:00:00Z', makes: 'mean' }),
  },
  'DELETE /assignments/:id/peers': { like: 'PUT /assignments/:id/peers', params: { id: 'assignment' } },
  'GET /assignments/:id/reviews': { like: 'GET /assignments/:id', params: { id: 'peered' } },
  'GET /assignments/:id/reviews/:review': {
    like: 'GET /assignments/:id/reviews/:review',
    params: { id: 'peered', review: 'review' },
  },
  'PUT /assignments/:id/reviews/:review': {
    like: 'PUT /assignments/:id/reviews/:review',
    params: { id: 'peered', review: 'review' },
    body: () => ({ points: null, comment: 'So far' }),
  },
  'POST /assignments/:id/reviews/:review/submission': {
    like: 'POST /assignments/:id/reviews/:review/submission',
    params: { id: 'peered', review: 'review' },
    body: () => ({ points: 5, comment: 'Clear.' }),
  },
  'POST /assignments/:id/reviews/:review/exclusion': {
    like: 'POST /assignments/:id/reviews/:review/exclusion',
    params: { id: 'peered', review: 'given' },
  },
  'DELETE /assignments/:id/reviews/:review/exclusion': {
    like: 'DELETE /assignments/:id/reviews/:review/exclusion',
    params: { id: 'peered', review: 'given' },
  },
  'PUT /assignments/:id/reviews/:review/reviewer': {
    like: 'PUT /assignments/:id/reviews/:review/reviewer',
    params: { id: 'peered', review: 'review' },
    body: () => ({ reviewerId: null }),
  },
  'GET /submissions/:id/reviews': { like: 'GET /submissions/:id/reviews' },
  'POST /submissions/:id/reviews': { like: 'POST /submissions/:id/reviews', body: () => ({ reviewerId: 'nobody' }) },
  'GET /courses/:id/submissions': { like: 'GET /courses/:id/marking' },
  'GET /courses/:id/marking': { like: 'GET /courses/:id/marking' },
  'GET /attempts/:id/responses/:questionId/mark': {
    like: 'GET /attempts/:id/marking',
    params: { id: 'handed', questionId: 'written' },
  },
  'PUT /attempts/:id/responses/:questionId/mark': {
    like: 'PUT /attempts/:id/responses/:version/mark',
    params: { id: 'handed', questionId: 'written' },
  },
  'POST /attempts/:id/responses/:questionId/release': {
    like: 'POST /attempts/:id/responses/:version/release',
    params: { id: 'handed', questionId: 'written' },
  },
  'PUT /submissions/:id/mark': { like: 'PUT /submissions/:id/mark' },
  'POST /submissions/:id/annotations': {
    like: 'POST /submissions/:id/annotations',
    body: () => ({ position: { start: 0, end: 4 }, comment: 'Say why.' }),
  },
  'POST /attempts/:id/responses/:questionId/annotations': {
    like: 'POST /attempts/:id/responses/:version/annotations',
    params: { id: 'handed', questionId: 'written' },
    body: () => ({ position: { start: 0, end: 3 }, comment: 'Say why.' }),
  },
  'POST /submissions/:id/feedback': { like: 'POST /submissions/:id/feedback', body: () => ({ files: ['none'] }) },
  'DELETE /submissions/:id/feedback/:fileId': {
    params: { fileId: '=none' },
    like: 'DELETE /submissions/:id/feedback/:media',
  },
  'PUT /annotations/:id': { like: 'PUT /annotations/:id', body: () => ({ comment: 'Say how.' }) },
  'DELETE /annotations/:id': { like: 'DELETE /annotations/:id', params: { id: 'gone' } },
  'POST /submissions/:id/waiver': { like: 'POST /submissions/:id/waiver' },
  'DELETE /submissions/:id/waiver': { like: 'DELETE /submissions/:id/waiver' },
  'POST /submissions/:id/release': { like: 'POST /submissions/:id/release' },

  // how they learn
  'GET /me/grades': { like: 'GET /grades' },
  'GET /me/news': { like: 'GET /grades' },
  'GET /courses/:id/grades': { like: 'GET /courses/:id/gradebook' },
  'GET /courses/:id/grading': { like: 'GET /courses/:id/gradebook/grading' },
  'PUT /courses/:id/grading': {
    like: 'PUT /courses/:id/gradebook/grading',
    body: () => ({ counting: 'points', missingCounts: true, scheme: { kind: 'percent' }, categories: [] }),
  },
  'PUT /courses/:id/gradebook/cells': {
    like: 'PUT /courses/:id/gradebook/cells',
    body: () => ({ cells: [], reason: 'From the table' }),
  },
  'POST /courses/:id/gradebook/import': {
    like: 'POST /courses/:id/gradebook/import',
    body: () => ({ csv: 'Name;Essay' }),
  },
  'GET /courses/:id/gradebook/columns': { like: 'GET /courses/:id/gradebook/columns' },
  'POST /courses/:id/gradebook/columns': {
    like: 'POST /courses/:id/gradebook/columns',
    body: () => ({ title: 'Oral participation', maxPoints: 10 }),
  },
  'PUT /courses/:id/gradebook/columns/:itemId/hold': {
    like: 'PUT /courses/:id/gradebook/columns/:itemId/hold',
    params: { itemId: 'assignment' },
  },
  'DELETE /courses/:id/gradebook/columns/:itemId/hold': {
    like: 'DELETE /courses/:id/gradebook/columns/:itemId/hold',
    params: { itemId: 'assignment' },
  },
  'PUT /courses/:id/gradebook/columns/:itemId/lock': {
    like: 'PUT /courses/:id/gradebook/columns/:itemId/lock',
    params: { itemId: 'assignment' },
  },
  'DELETE /courses/:id/gradebook/columns/:itemId/lock': {
    like: 'DELETE /courses/:id/gradebook/columns/:itemId/lock',
    params: { itemId: 'assignment' },
  },
  'PUT /courses/:id/gradebook/lock': { like: 'PUT /courses/:id/gradebook/lock' },
  'DELETE /courses/:id/gradebook/lock': { like: 'DELETE /courses/:id/gradebook/lock' },
  'GET /courses/:id/standings': { like: 'GET /courses/:id/gradebook' },
  'GET /courses/:id/learners/:userId/standing': { like: 'GET /courses/:id/learners/:userId/grades' },
  'PUT /courses/:id/learners/:userId/items/:itemId/grade': {
    like: 'PUT /courses/:id/learners/:userId/items/:itemId/grade',
    params: { itemId: 'assignment' },
    body: () => ({ points: 7, reason: 'Second look' }),
  },
  'GET /courses/:id/inquiries': { like: 'GET /courses/:id/gradebook/inquiries' },
  'GET /courses/:id/learners/:userId/items/:itemId/inquiry': {
    like: 'GET /courses/:id/learners/:userId/grades',
    params: { itemId: 'assignment' },
  },
  'POST /courses/:id/learners/:userId/items/:itemId/inquiry': {
    like: 'POST /courses/:id/learners/:userId/items/:itemId/inquiry',
    params: { itemId: 'assignment' },
  },
  'PUT /courses/:id/learners/:userId/items/:itemId/inquiry/settlement': {
    like: 'POST /courses/:id/learners/:userId/items/:itemId/inquiry/settlement',
    params: { itemId: 'assignment' },
    body: () => ({ settled: true }),
  },
  'PUT /courses/:id/learners/:userId/items/:itemId/excuse': {
    like: 'PUT /courses/:id/learners/:userId/items/:itemId/excuse',
    params: { itemId: 'assignment' },
  },
  'POST /courses/:id/learners/:userId/items/:itemId/completion': {
    like: 'POST /courses/:id/learners/:userId/items/:itemId/completion',
  },
  'POST /courses/:id/learners/:userId/items/:itemId/reopening': {
    like: 'DELETE /courses/:id/learners/:userId/items/:itemId/completion',
  },
  'GET /courses/:id/learners/:userId': { like: 'GET /courses/:id/learners/:userId' },
  'GET /me/rooms': { may: members },
  'POST /me/rooms': { may: members, body: () => ({ people: [''], text: 'Hello' }) },
  'GET /rooms/:id/messages': { may: talkers, params: { id: 'course' } },
  'GET /rooms/:id/changes': { may: talkers, params: { id: 'course' } },
  'POST /rooms/:id/messages': { may: talkers, params: { id: 'course' }, body: () => ({ text: 'Hello' }) },
  'PATCH /rooms/:id/messages/:messageId': {
    may: ['learner'],
    params: { id: 'course', messageId: 'chatMessage' },
    body: () => ({ text: 'Hello again' }),
  },
  'DELETE /rooms/:id/messages/:messageId': { may: talkers, params: { id: 'course', messageId: 'chatOther' } },
  'POST /rooms/:id/messages/:messageId/reactions': {
    may: talkers,
    params: { id: 'course', messageId: 'chatMessage' },
    body: () => ({ emoji: '👍' }),
  },
  'POST /rooms/:id/reading': { may: talkers, params: { id: 'course' }, body: () => ({ seq: 1 }) },
  'GET /rooms/:id/names': { may: talkers, params: { id: 'course' } },
  'PUT /rooms/:id/mute': { may: talkers, params: { id: 'course' } },
  'DELETE /rooms/:id/mute': { may: talkers, params: { id: 'course' } },
  'DELETE /rooms/:id/members/:userId': { may: ['instructor'], params: { id: 'chatRoom', userId: '=nobody' } },
  'PUT /groups/:id/chat': { like: 'POST /groups/:id/chat' },
  'DELETE /groups/:id/chat': { like: 'DELETE /groups/:id/chat' },
  'GET /me/notifications': { like: 'GET /notifications' },
  'POST /me/notifications/readings': { like: 'POST /notifications/readings' },
  'POST /me/notifications/:id/reading': {
    like: 'POST /notifications/:id/reading',
    params: { id: 'notification' },
  },
  'DELETE /me/notifications/:id/reading': {
    like: 'DELETE /notifications/:id/reading',
    params: { id: 'notification' },
  },
  'GET /me/devices': { like: 'GET /me/notifications' },
  'POST /me/devices': {
    like: 'POST /me/devices',
    body: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'none', auth: 'none' } }),
  },
  'DELETE /me/devices/:id': { like: 'DELETE /me/devices/:id', params: { id: 'device' } },
  'GET /me/notification-choices': { like: 'GET /me/notifications' },
  'PUT /me/notification-choices': {
    like: 'PUT /me/notifications',
    body: () => ({ kinds: [], quietFrom: null, quietUntil: null, mailStopped: false, mutedCourses: [] }),
  },
  'GET /me/certificates': { like: 'GET /certificates' },
  'GET /courses/:id/certificates': { may: markersToo },
  'GET /certificates/:id': { like: 'GET /certificates/:id' },
  'GET /certificates/:id/pdf': { like: 'GET /certificates/:id/pdf' },
  'POST /certificates/:id/revocation': { like: 'POST /certificates/:id/revocation' },
  'DELETE /certificates/:id/revocation': { like: 'DELETE /certificates/:id/revocation' },
  'GET /verifications/:code': { like: 'GET /verify/:code' },

  // files
  'GET /media': { like: 'GET /media' },
  'POST /media': { like: 'POST /media', file: 'Notes.' },
  'POST /me/files': { like: 'POST /uploads' },
  'GET /media/:id': { like: 'GET /media/:id{[0-9a-f-]{36}}' },
  'GET /media/:id/content': { like: 'GET /media/:id{[0-9a-f-]{36}}' },
  'PATCH /media/:id': { like: 'PATCH /media/:id', body: () => ({ name: 'notes.txt' }) },
  'PUT /media/:id/thumbnail': { like: 'PUT /media/:id/thumbnail' },
  'GET /media/:id/tracks': { like: 'GET /media/:id{[0-9a-f-]{36}}' },
  'POST /media/:id/tracks': { like: 'POST /media/:id/tracks', query: '?language=en' },
  'GET /media/:id/tracks/:trackId': {
    like: 'GET /media/:id{[0-9a-f-]{36}}/tracks/:track{[0-9a-f-]{36}}',
  },
  'DELETE /media/:id/tracks/:trackId': { like: 'DELETE /media/:id/tracks/:track', once: 'instructor' },
  'DELETE /media/:id': { like: 'DELETE /media/:id', once: 'instructor' },
  'POST /media/:id/restoration': { like: 'POST /media/:id/restoration', once: 'instructor' },
  'POST /uploads': { like: 'POST /media' },
  'GET /uploads/:id': { like: 'GET /uploads/:id' },
  'PUT /uploads/:id/parts/:number': { like: 'PUT /uploads/:id/parts/:number{[0-9]{1,5}}', file: 'notes' },
  'POST /uploads/:id/completion': { like: 'POST /uploads/:id/completion' },
  'DELETE /uploads/:id': { like: 'DELETE /uploads/:id' },
  'POST /me/uploads': { like: 'POST /uploads' },
  'GET /me/uploads/:id': { may: ['learner'], params: { id: 'ownUpload' } },
  'PUT /me/uploads/:id/parts/:number': { may: ['learner'], params: { id: 'ownUpload' }, file: 'notes' },
  'POST /me/uploads/:id/completion': { may: ['learner'], params: { id: 'ownUpload' } },
  'DELETE /me/uploads/:id': { may: ['learner'], params: { id: 'ownUpload' } },

  // of oneself only: nobody has done this one
  ...Object.fromEntries(
    undoAreas.map((area) => [`POST /acts/${area}/:id/reversal`, { may: [], params: { id: '=unknown' } } as JsonRow]),
  ),

  // what lets people in, and what takes things away
  'POST /join-requests/:id/decision': { like: 'POST /join-requests/:id/approval' },
  'DELETE /people/:id/observers/:observerId': { like: 'DELETE /people/:id/observers/:observerId', once: 'admin' },
  'DELETE /groups/:id': { like: 'DELETE /groups/:id', once: 'admin' },
  'POST /groups/:id/restoration': { like: 'POST /groups/:id/restoration', once: 'admin' },
  'DELETE /items/:id': { like: 'DELETE /items/:id' },
  'POST /items/:id/restoration': { like: 'POST /items/:id/restoration' },
  'DELETE /modules/:id': { like: 'DELETE /modules/:id' },
  'POST /modules/:id/restoration': { like: 'POST /modules/:id/restoration' },
  'DELETE /courses/:id/publication': { like: 'DELETE /courses/:id/publication' },
  'POST /courses/:id/publication': { like: 'POST /courses/:id/publication' },
  'POST /courses/:id/archive': { like: 'POST /courses/:id/archive' },
  'DELETE /courses/:id/archive': { like: 'DELETE /courses/:id/archive' },
  'DELETE /courses/:id': { like: 'DELETE /courses/:id' },
  'POST /courses/:id/restoration': { like: 'POST /courses/:id/restoration' },
  'DELETE /people/:id': { like: 'POST /people/acts', params: bystander, once: 'admin' },
}

export const specs = new Map(apiDoors.map(({ spec }) => [`${spec.method.toUpperCase()} ${spec.path}`, spec]))

/** Who comes in: as at the HTML door, but that nobody does without a token of somebody who may sign in. */
export function callersOf(door: string): Caller[] {
  const { like, may } = jsonRows[door]!
  const spec = specs.get(door)!
  if (like && !rows[like]) throw new Error(`${door} is like ${like}, which is no door`)
  const there: Caller[] = may ?? rows[like!]!.may
  const isOffice = !spec.personal && (spec.scope === null || there.includes('admin'))
  const all: Caller[] = may || !isOffice ? there : [...there, 'organization']
  return spec.scope === null ? all : all.filter((one) => one !== 'anonymous' && one !== 'suspended')
}

/** What a parameter stands for, by the word before it. */
const subjects: Record<string, keyof Objects | `=${string}`> = {
  courses: 'course',
  modules: 'module',
  items: 'lesson',
  lessons: 'lesson',
  quizzes: 'quiz',
  questions: 'question',
  assignments: 'assignment',
  attempts: 'attempt',
  submissions: 'submission',
  annotations: 'annotation',
  deadlines: 'deadline',
  reports: 'report',
  banks: 'bank',
  rubrics: 'rubric',
  categories: 'bankCategory',
  draws: 'draw',
  sections: 'section',
  versions: '=1',
  people: 'person',
  learners: 'person',
  enrollments: 'person',
  members: 'person',
  managers: 'person',
  observers: 'observer',
  acts: 'act',
  'dead-letters': 'deadLetter',
  invitations: 'invitation',
  'join-links': 'joinLink',
  'join-requests': 'joinRequest',
  groups: 'group',
  forums: 'forum',
  threads: 'thread',
  replies: 'reply',
  reactions: '=like',
  media: 'media',
  tracks: 'track',
  uploads: 'upload',
  parts: '=1',
  certificates: 'certificate',
  verifications: 'code',
  imports: 'importRun',
}

export function jsonPlaceOf(door: string, objects: Objects) {
  const [method = '', pattern = ''] = door.split(' ')
  const params = jsonRows[door]?.params ?? {}
  const path = pattern.replace(/([^/]+)\/:(\w+)/g, (_, before: string, name: string) => {
    const stands = params[name] ?? subjects[before]
    if (!stands) throw new Error(`${door} has no value for ${name}`)
    return `${before}/${stands.startsWith('=') ? stands.slice(1) : objects[stands as keyof Objects]}`
  })
  return { method, path: path + (jsonRows[door]?.query ?? '') }
}

export function jsonBodyOf(door: string, objects: Objects): unknown {
  const { body, takes } = specs.get(door)!
  const row = jsonRows[door]
  if (takes) return new TextEncoder().encode(row?.file ?? '')
  return row?.body?.(objects) ?? (body && sampleOf(body))
}

/** Of the types that a door takes, one that is sent as it is. */
export const typeOf = (door: string) => specs.get(door)!.takes?.find((type) => !/multipart|\*/.test(type))
