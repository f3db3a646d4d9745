import { admins, anybody, inCourse, learner, markers, members, owners, staff, talkers, teachers } from './audiences'
import { bankRows } from './banks'
import { courseRows } from './courses'
import { forumRows } from './forums'
import { CHAT_MESSAGE } from './office'
import { otherRows } from './others'
import type { Objects, Principal } from './school'

export type Row = {
  /** Who comes in; all others are turned away (404, 403, or to the sign-in page). */
  may: Principal[]
  /** What `:id` and the other parameters stand for. */
  params?: Record<string, keyof Objects | `=${string}`>
  /** What a form must hold to come as far as the decision. */
  fields?: Record<string, string>
  /** Where a script sends JSON instead. */
  json?: unknown
  /** Can be done once only: of those who may, this one tries. */
  once?: Principal
  /** Makes or moves something: its forms say which showing of them was sent, so that sent twice they do it once. */
  makes?: true
  /** A second try stages its file and its plan anew; what the first one left is swept a day later. */
  stages?: true
  /** Everybody tries it with a session of their own, which it ends. */
  endsSession?: true
}

/** Every door of an organization, as the router knows it, and who may open it. A door without a row fails the build. */
export const rows: Record<string, Row> = {
  'GET /': { may: members },
  'GET /welcome': { may: admins },

  // anybody's
  'GET /manifest.webmanifest': { may: anybody },
  'GET /service-worker.js': { may: anybody },
  'GET /robots.txt': { may: anybody },
  'GET /:icon{app-icon-[0-9]+\\.png}': { may: anybody, params: { icon: '=app-icon-192.png' } },
  'GET /api': { may: anybody },
  'GET /help': { may: anybody },
  'GET /help/:name': { may: anybody, params: { name: '=invite-people' } },
  'GET /sign-in': { may: anybody },
  // leads home where nothing is closed
  'GET /reopening': { may: anybody },
  'POST /reopening': { may: anybody, fields: { name: 'nobody', password: 'wrong' } },
  'GET /verify': { may: anybody },
  'GET /verify/:code': { may: anybody, params: { code: 'code' } },
  'POST /locale': { may: anybody, fields: { locale: 'de' } },

  'GET /hand-over': { may: anybody },
  'POST /session': { may: anybody, fields: { name: 'nobody', password: 'wrong' } },
  // leads everybody to the sign-in page
  'DELETE /session': { may: [], endsSession: true },
  'GET /forgot-password': { may: anybody },
  'POST /forgot-password': { makes: true, may: anybody, fields: { email: 'nobody@acme.example' } },
  'GET /new-password': { may: anybody },
  'POST /new-password': { may: anybody, fields: { code: 'wrong', password: 'wrong' } },
  'GET /verification': { may: anybody },
  'POST /verification': { may: anybody, fields: { code: 'wrong' } },
  'GET /email-change/:side': { may: anybody, params: { side: '=old' } },
  'POST /email-change/:side': { may: anybody, params: { side: '=old' }, fields: { code: 'wrong' } },
  'GET /registration': { may: anybody },
  'POST /registration': { may: anybody, fields: { code: 'wrong', name: 'New', password: 'wrong', agreed: 'on' } },
  // registration is closed here
  'GET /register': { may: [] },
  'POST /register': { may: [], fields: { email: 'new@acme.example' } },

  // one's own
  'POST /verification-mails': { makes: true, may: members },
  'PUT /account/password': { may: members, fields: { passwordCurrent: 'wrong', passwordNew: 'wrong' } },
  'POST /account/email': { may: members, fields: { email: 'new@acme.example', passwordForEmail: 'wrong' } },
  'POST /account/leaving': { may: members, fields: { passwordToLeave: 'wrong' } },
  'DELETE /account/sessions': { may: members },
  'DELETE /account/sessions/:id': { may: members, params: { id: '=unknown' } },
  'GET /account': { may: members },
  'GET /me/tokens': { may: members },
  'POST /me/tokens': { makes: true, may: members, fields: { name: 'Mine', scopes: 'people.read', days: '30' } },
  // a token that is none opens nothing
  'GET /unsubscribe': { may: [] },
  'POST /unsubscribe': { may: [] },
  'DELETE /unsubscribe': { may: [] },
  'GET /announcements': { may: members },
  'GET /courses/:id/announcements': { may: inCourse, params: { id: 'course' } },
  'GET /announcements/new': { may: admins },
  'POST /announcements': { makes: true, may: admins, fields: { title: 'Soon', text: 'It begins.' } },
  'GET /announcements/:id': { may: inCourse, params: { id: 'announcement' } },
  'GET /announcements/:id/edit': { may: markers, params: { id: 'announcement' } },
  'PUT /announcements/:id': {
    may: markers,
    params: { id: 'announcement' },
    fields: { title: 'The bees', text: 'They fly.' },
  },
  // who runs the organization is not in the course, and is not asked to read it
  'POST /announcements/:id/reading': {
    may: ['instructor', 'assistant', 'learner', 'observer'],
    params: { id: 'announcement' },
  },
  'GET /announcements/:id/readers': { may: markers, params: { id: 'announcement' } },
  'POST /announcements/:id/readers/csv': { may: markers, params: { id: 'announcement' } },
  'GET /calendar': { may: members },
  'GET /courses/:id/calendar': { may: inCourse, params: { id: 'course' } },
  'GET /calendar/feed': { may: members },
  'POST /calendar/feed': { makes: true, may: members },
  'DELETE /calendar/feed': { may: members },
  // a secret that is none opens nothing
  'GET /calendars/:secret': { may: [], params: { secret: '=unknown' } },
  // chat
  'GET /inbox': { may: members },
  'GET /inbox/new': { may: members },
  'POST /inbox/new': {
    makes: true,
    may: members,
    fields: { id: '0193a000-0000-7000-8000-0000000000c9', text: 'Hello' },
  },
  'GET /chat/:id': { may: talkers, params: { id: 'course' } },
  'GET /chat/:id/socket': { may: talkers, params: { id: 'course' } },
  'GET /chat/:id/changes': { may: talkers, params: { id: 'course' } },
  'GET /chat/:id/names': { may: talkers, params: { id: 'course' } },
  'POST /chat/:id/messages': {
    may: talkers,
    params: { id: 'course' },
    fields: { id: '0193a000-0000-7000-8000-0000000000c8', text: 'Hello' },
  },
  'GET /chat/:id/messages/:messageId': { may: talkers, params: { id: 'course', messageId: 'chatMessage' } },
  'PUT /chat/:id/messages/:messageId': {
    may: learner,
    params: { id: 'course', messageId: 'chatMessage' },
    fields: { text: 'Hello again' },
  },
  'DELETE /chat/:id/messages/:messageId': {
    may: talkers,
    params: { id: 'course', messageId: 'chatOther' },
  },
  'POST /chat/:id/reactions': {
    makes: true,
    may: talkers,
    params: { id: 'course' },
    fields: { react: `${CHAT_MESSAGE} 👍` },
  },
  'POST /chat/:id/reading': { may: talkers, params: { id: 'course' }, fields: { seq: '1' } },
  'POST /chat/:id/mute': { may: talkers, params: { id: 'course' } },
  'DELETE /chat/:id/mute': { may: talkers, params: { id: 'course' } },
  'DELETE /chat/:id/members/:userId': { may: ['instructor'], params: { id: 'chatRoom', userId: '=nobody' } },
  'POST /groups/:id/chat': { may: [...admins, 'manager'], params: { id: 'group' } },
  'DELETE /groups/:id/chat': { may: [...admins, 'manager'], params: { id: 'group' } },

  'GET /notifications': { may: members },
  'POST /notifications/readings': { may: members },
  'POST /notifications/:id/reading': { may: ['learner'], params: { id: 'notification' } },
  'DELETE /notifications/:id/reading': { may: ['learner'], params: { id: 'notification' } },
  'GET /me/notifications': { may: members },
  'PUT /me/notifications': { may: members, fields: { 'mail-opened': 'weekly' } },
  'POST /me/devices': {
    may: members,
    fields: {
      endpoint: 'https://updates.push.services.mozilla.com/one',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  },
  'DELETE /me/devices/:id': { may: ['learner'], params: { id: 'device' } },
  'GET /certificates': { may: members },

  // the organization
  'POST /sample-course': { may: admins, stages: true },
  'DELETE /sample-course': { may: admins },
  'POST /sample-course/:id/restoration': { may: admins, params: { id: 'course' } },
  'GET /organization': { may: admins },
  'GET /organization/audit': { may: admins },
  'GET /organization/takeaway': { may: admins },
  'GET /organization/dead-letters': { may: admins },
  'POST /organization/dead-letters/:id/tries': { may: admins, params: { id: 'deadLetter' } },
  'POST /organization/dead-letters/tries': { may: admins },
  'POST /organization/takeaway/courses': { may: admins },
  'POST /organization/takeaway/:list': { may: admins, params: { list: '=people' } },
  'GET /organization/closure': { may: owners },
  'POST /organization/closure': { may: owners, fields: { name: 'Acme Academy', password: 'wrong' } },
  'GET /organization/colour': { may: admins },
  'PUT /organization/identity': {
    may: admins,
    fields: { name: 'Renamed', colour: '', locale: 'en', zone: 'UTC', paper: 'a4' },
  },
  'PUT /organization/admission': { may: admins, fields: { registration: 'closed' } },
  'PUT /organization/mail': { may: admins, fields: { mailName: 'The office' } },
  'PUT /organization/safety': { may: admins, fields: { passwordLength: '8' } },

  'PUT /organization/logo': { may: admins },
  'DELETE /organization/logo': { may: admins },
  'POST /organization/checklist/dismissal': { may: admins },
  'DELETE /organization/checklist/dismissal': { may: admins },
  'PUT /organization/checklist/:step': { may: admins, params: { step: '=brand' } },

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
  'PUT /quizzes/:id': { may: teachers, params: { id: 'quiz' }, fields: { passPercent: '60', counts: 'highest' } },
  'POST /quizzes/:id/questions': {
    makes: true,
    may: teachers,
    params: { id: 'quiz' },
    fields: { kind: 'number', prompt: 'How many?', answer: '3' },
  },
  'PUT /quizzes/:id/questions/:question': {
    may: teachers,
    params: { id: 'quiz', question: 'question' },
    fields: { kind: 'number', prompt: 'How many?', answer: '3' },
  },
  'PUT /quizzes/:id/questions/:question/passage': {
    may: teachers,
    params: { id: 'quiz', question: 'question' },
    fields: { text: 'Read this.' },
  },
  'PUT /quizzes/:id/questions/:question/position': {
    makes: true,
    may: teachers,
    params: { id: 'quiz', question: 'question' },
    fields: { by: 'up' },
  },
  'POST /quizzes/:id/questions/:question/removal': { may: teachers, params: { id: 'quiz', question: 'question' } },
  'DELETE /quizzes/:id/questions/:question/removal': { may: teachers, params: { id: 'quiz', question: 'question' } },
  'GET /quizzes/:id/export': { may: teachers, params: { id: 'quiz' } },
  'GET /quizzes/:id/export/:format': { may: teachers, params: { id: 'quiz', format: '=gift' } },
  'GET /quizzes/:id/import': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/imports': { may: teachers, params: { id: 'quiz' } },
  'GET /quizzes/:id/imports/:run': { may: teachers, params: { id: 'quiz', run: 'questionRun' } },
  'POST /quizzes/:id/imports/:run/application': {
    may: teachers,
    params: { id: 'quiz', run: 'questionRun' },
    fields: { take: '0' },
  },
  'POST /quizzes/:id/imports/:run/reversal': { may: teachers, params: { id: 'quiz', run: 'questionRun' } },
  'POST /quizzes/:id/attempts': { may: learner, params: { id: 'quiz' } },
  'GET /attempts/:id': { may: learner, params: { id: 'attempt' } },
  'GET /attempts/:id/review': { may: learner, params: { id: 'attempt' } },
  'PUT /attempts/:id/responses': { may: learner, params: { id: 'attempt' } },
  'PUT /attempts/:id/responses/:version': {
    may: learner,
    params: { id: 'attempt', version: 'version' },
    fields: { revision: '1', value: 'b' },
  },
  'PUT /quizzes/:id/survey': { may: teachers, params: { id: 'survey' }, fields: { survey: 'named' } },
  'GET /quizzes/:id/results': { may: markers, params: { id: 'survey' } },
  'GET /quizzes/:id/results.csv': { may: markers, params: { id: 'survey' } },
  'GET /quizzes/:id/respondents': { may: markers, params: { id: 'survey' } },
  'GET /quizzes/:id/analysis': { may: markers, params: { id: 'quiz' } },
  'GET /quizzes/:id/analysis.csv': { may: markers, params: { id: 'quiz' } },
  'GET /attempts/:id/log': { may: markers, params: { id: 'attempt' } },
  'POST /attempts/:id/log': { may: learner, params: { id: 'attempt' }, fields: { kind: 'left', key: 'one' } },
  'PUT /attempts/:id/page': { may: learner, params: { id: 'attempt' }, fields: { page: '1' } },
  'PUT /attempts/:id/break': { may: learner, params: { id: 'attempt' } },
  'DELETE /attempts/:id/break': { may: learner, params: { id: 'attempt' } },
  'GET /attempts/:id/marking': { may: markers, params: { id: 'handed' } },
  'PUT /attempts/:id/responses/:version/mark': {
    may: markers,
    params: { id: 'handed', version: 'written' },
    fields: { points: '5' },
  },
  'POST /attempts/:id/responses/:version/release': {
    may: markers,
    params: { id: 'handed', version: 'written' },
    fields: { points: '6' },
  },
  'POST /attempts/:id/submission': { may: learner, params: { id: 'attempt' } },
  'GET /assignments/:id': { may: inCourse, params: { id: 'assignment' } },
  'GET /assignments/:id/edit': { may: teachers, params: { id: 'assignment' } },
  'PUT /assignments/:id': {
    may: teachers,
    params: { id: 'assignment' },
    fields: { instructions: 'Write.', maxPoints: '10', maxFiles: '1', takesText: 'on' },
  },
  'POST /assignments/:id/draft': { may: learner, params: { id: 'assignment' }, fields: { text: 'Half' } },
  'PUT /assignments/:id/draft': { may: learner, params: { id: 'assignment' }, fields: { text: 'Half a' } },
  'POST /assignments/:id/submissions': {
    may: learner,
    params: { id: 'assignment' },
    fields: { text: 'Half a page', nonce: 'one' },
  },
  'GET /quizzes/:id/regrade': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/rulings': {
    may: teachers,
    params: { id: 'quiz' },
    fields: { version: 'none', kind: 'drop' },
  },
  'DELETE /quizzes/:id/rulings/:ruling': { may: teachers, params: { id: 'quiz', ruling: 'ruling' } },
  'GET /quizzes/:id/overrides': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/overrides': {
    may: teachers,
    params: { id: 'quiz' },
    fields: { for: 'user:nobody', timeLimitMinutes: '30' },
  },
  'DELETE /quizzes/:id/overrides/:override': { may: teachers, params: { id: 'quiz', override: '=none' } },
  'GET /items/:id/deadlines': { may: teachers, params: { id: 'assignment' } },
  'POST /items/:id/deadlines': {
    may: teachers,
    params: { id: 'assignment' },
    fields: { for: 'user:nobody', dueAt: '2026-03-20T12:00' },
  },
  'DELETE /items/:id/deadlines/:deadline': {
    may: teachers,
    params: { id: 'assignment', deadline: 'deadline' },
  },
  'GET /submissions/:id': { may: [...markers, 'learner'], params: { id: 'submission' } },
  'GET /submissions/:id/marking': { may: markers, params: { id: 'submission' } },
  'PUT /submissions/:id/mark': { may: markers, params: { id: 'submission' }, fields: { points: '5' } },
  'POST /submissions/:id/annotations': {
    may: markers,
    params: { id: 'submission' },
    fields: { key: '01a20acc-3063-7218-b850-40639ee236fa', at: '0:4', comment: 'Say why.' },
  },
  'POST /attempts/:id/responses/:version/annotations': {
    may: markers,
    params: { id: 'handed', version: 'written' },
    fields: { key: '01a20acc-3063-7218-b850-40639ee236fb', at: '0:3', comment: 'Say why.' },
  },
  'POST /submissions/:id/feedback': { may: markers, params: { id: 'submission' }, fields: { mediaId: 'none' } },
  'DELETE /submissions/:id/feedback/:media': { may: markers, params: { id: 'submission', media: '=none' } },
  'PUT /annotations/:id': { may: markers, params: { id: 'annotation' }, fields: { comment: 'Say how.' } },
  'DELETE /annotations/:id': { may: markers, params: { id: 'gone' } },
  'POST /submissions/:id/waiver': { may: markers, params: { id: 'submission' } },
  'DELETE /submissions/:id/waiver': { may: markers, params: { id: 'submission' } },
  'POST /submissions/:id/release': { may: markers, params: { id: 'submission' }, fields: { points: '6' } },
  'GET /assignments/:id/peers': { may: markers, params: { id: 'peered' } },
  'GET /assignments/:id/peers/edit': { may: teachers, params: { id: 'peered' } },
  'PUT /assignments/:id/peers': {
    may: teachers,
    params: { id: 'peered' },
    fields: { on: 'on', reviews: '2', days: '7', opensAt: '2026-03-02T09:00', makes: 'mean', reviewingPercent: '10' },
  },
  'GET /assignments/:id/reviews/:review': { may: learner, params: { id: 'peered', review: 'review' } },
  'PUT /assignments/:id/reviews/:review': {
    may: learner,
    params: { id: 'peered', review: 'review' },
    fields: { comment: 'So far' },
  },
  'POST /assignments/:id/reviews/:review/submission': {
    may: learner,
    params: { id: 'peered', review: 'review' },
    fields: { points: '5', comment: 'Clear.' },
  },
  'POST /assignments/:id/reviews/:review/exclusion': { may: markers, params: { id: 'peered', review: 'given' } },
  'DELETE /assignments/:id/reviews/:review/exclusion': { may: markers, params: { id: 'peered', review: 'given' } },
  'PUT /assignments/:id/reviews/:review/reviewer': {
    may: markers,
    params: { id: 'peered', review: 'review' },
    fields: { reviewerId: '' },
  },
  'GET /submissions/:id/reviews': { may: markers, params: { id: 'submission' } },
  'POST /submissions/:id/reviews': { may: markers, params: { id: 'submission' }, fields: { reviewerId: 'nobody' } },
  'GET /courses/:id/marking': { may: markers, params: { id: 'course' } },
  'GET /courses/:id/comments': { may: markers, params: { id: 'course' } },
  'POST /courses/:id/comments': { may: markers, params: { id: 'course' }, fields: { text: 'Say why.' } },
  'DELETE /courses/:id/comments/:comment': { may: markers, params: { id: 'course', comment: '=none' } },
  'GET /courses/:courseId/rubrics': { may: markers, params: { courseId: 'course' } },
  'GET /courses/:courseId/rubrics/new': { may: teachers, params: { courseId: 'course' } },
  'POST /courses/:courseId/rubrics': {
    makes: true,
    may: teachers,
    params: { courseId: 'course' },
    fields: { title: 'Wasps' },
  },
  'GET /rubrics/:id': { may: markers, params: { id: 'rubric' } },
  'PUT /rubrics/:id': { may: teachers, params: { id: 'rubric' }, fields: { title: 'All about bees' } },
  'DELETE /rubrics/:id': { may: teachers, params: { id: 'rubric' } },
  'POST /rubrics/:id/restoration': { may: teachers, params: { id: 'rubric' } },
  'GET /certificates/:id': { may: [...markers, 'learner'], params: { id: 'certificate' } },
  'GET /certificates/:id/pdf': { may: [...markers, 'learner'], params: { id: 'certificate' } },
  'POST /certificates/:id/revocation': {
    may: teachers,
    params: { id: 'certificate' },
    fields: { reason: 'A mistake' },
  },
  'DELETE /certificates/:id/revocation': { may: teachers, params: { id: 'certificate' } },
  'GET /courses/:id/roster': { may: markers, params: { id: 'course' } },
  'POST /courses/:id/enrollments': { may: teachers, params: { id: 'course' }, fields: { who: 'nobody', dueOn: '' } },
  'POST /courses/:id/roster/csv': { may: markers, params: { id: 'course' } },
  'GET /courses/:id/roster/socket': { may: markers, params: { id: 'course' } },
  'GET /courses/:id/gradebook': { may: markers, params: { id: 'course' } },
  'POST /courses/:id/gradebook/csv': { may: markers, params: { id: 'course' } },
  'GET /courses/:id/gradebook/import': { may: markers, params: { id: 'course' } },
  'POST /courses/:id/gradebook/import': { may: markers, params: { id: 'course' }, fields: { text: 'Name;Essay' } },
  'PUT /courses/:id/gradebook/import': {
    may: markers,
    params: { id: 'course' },
    fields: { text: 'Name;Essay', digest: '4f53cda18c2baa0c0354bb5f' },
  },
  'PUT /courses/:id/gradebook/cells': {
    may: markers,
    params: { id: 'course' },
    fields: { block: '{"users":["nobody"],"items":["nothing"],"cells":[]}', reason: 'From the table' },
  },
  'POST /courses/:id/gradebook/xlsx': { may: markers, params: { id: 'course' } },
  'GET /courses/:id/gradebook/grading': { may: teachers, params: { id: 'course' } },
  'PUT /courses/:id/gradebook/grading': {
    may: teachers,
    params: { id: 'course' },
    fields: { counting: 'points', scheme: 'percent' },
  },
  'GET /courses/:id/gradebook/columns': { may: teachers, params: { id: 'course' } },
  'POST /courses/:id/gradebook/columns': {
    makes: true,
    may: teachers,
    params: { id: 'course' },
    fields: { title: 'Oral participation', maxPoints: '10' },
  },
  'PATCH /courses/:id/gradebook/columns/:itemId': {
    may: teachers,
    params: { id: 'course', itemId: 'assignment' },
    fields: { title: 'Essay' },
  },
  'PUT /courses/:id/gradebook/columns/:itemId/hold': {
    may: teachers,
    params: { id: 'course', itemId: 'assignment' },
  },
  'DELETE /courses/:id/gradebook/columns/:itemId/hold': {
    may: teachers,
    params: { id: 'course', itemId: 'assignment' },
  },
  'PUT /courses/:id/gradebook/columns/:itemId/lock': {
    may: teachers,
    params: { id: 'course', itemId: 'assignment' },
  },
  'DELETE /courses/:id/gradebook/columns/:itemId/lock': {
    may: teachers,
    params: { id: 'course', itemId: 'assignment' },
  },
  'PUT /courses/:id/gradebook/lock': { may: teachers, params: { id: 'course' } },
  'DELETE /courses/:id/gradebook/lock': { may: teachers, params: { id: 'course' } },
  'GET /grades': { may: members },
  'GET /courses/:id/learners/:userId/grades': {
    may: [...markers, 'learner'],
    params: { id: 'course', userId: 'person' },
  },
  'PUT /courses/:id/learners/:userId/items/:itemId/grade': {
    may: markers,
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
    fields: { points: '7', reason: 'Second look' },
  },
  'GET /courses/:id/gradebook/inquiries': { may: markers, params: { id: 'course' } },
  'POST /courses/:id/learners/:userId/items/:itemId/inquiry': {
    makes: true,
    may: [...markers, 'learner'],
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
    fields: { text: 'It was the second paragraph.' },
  },
  'POST /courses/:id/learners/:userId/items/:itemId/inquiry/settlement': {
    may: [...markers, 'learner'],
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
  },
  'DELETE /courses/:id/learners/:userId/items/:itemId/inquiry/settlement': {
    may: [...markers, 'learner'],
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
  },
  'PUT /courses/:id/learners/:userId/items/:itemId/excuse': {
    may: markers,
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
    fields: { reason: 'Was ill' },
  },
  'DELETE /courses/:id/learners/:userId/items/:itemId/excuse': {
    may: markers,
    params: { id: 'course', userId: 'person', itemId: 'assignment' },
    fields: { reason: 'A mistake' },
  },
  'GET /courses/:id/learners/:userId': { may: [...markers, 'learner'], params: { id: 'course', userId: 'person' } },
  'POST /courses/:id/learners/:userId/items/:itemId/completion': {
    may: markers,
    params: { id: 'course', userId: 'person', itemId: 'lesson' },
    fields: { reason: 'On paper' },
  },
  'DELETE /courses/:id/learners/:userId/items/:itemId/completion': {
    may: markers,
    params: { id: 'course', userId: 'person', itemId: 'lesson' },
    fields: { reason: 'A mistake' },
  },
  'POST /courses/:id/learners/:userId/withdrawal': { may: teachers, params: { id: 'course', userId: 'person' } },
  'DELETE /courses/:id/learners/:userId/withdrawal': { may: teachers, params: { id: 'course', userId: 'person' } },
  'GET /learners': { may: members },
  'GET /learners/:userId': { may: [...admins, 'learner', 'observer'], params: { userId: 'person' } },
  ...bankRows,
  ...forumRows,
  ...courseRows,
  ...otherRows,
}
