import type { Role } from '../../worker/db/schema/people'

type HelpEntry = {
  /** Under whose tasks the list has it. */
  role: Role
  /** Who else has this task. */
  also?: Role[]
  /** The pages whose Help link leads here, as the router writes them. */
  explains: string[]
}

/** The help pages in their order. Their words are in `views/help/<language>/<name>.md`. */
export const helpPages = {
  'set-up-your-space': {
    role: 'owner',
    also: ['admin'],
    explains: [
      '/organization',
      '/organization/audit',
      '/organization/closure',
      '/organization/dead-letters',
      '/organization/takeaway',
      '/reopening',
      '/welcome',
    ],
  },
  'decide-who-may-come-in': { role: 'owner', also: ['admin'], explains: ['/people/join-links'] },
  'give-a-program-access': { role: 'owner', also: ['admin', 'instructor'], explains: ['/me/tokens', '/api'] },
  'invite-people': { role: 'admin', also: ['owner'], explains: ['/people/invitations'] },
  'add-people-without-e-mail': { role: 'admin', also: ['owner'], explains: ['/people/:id'] },
  'give-somebody-more-time': {
    role: 'admin',
    also: ['owner', 'instructor'],
    explains: ['/people/:id/accommodation', '/quizzes/:id/overrides'],
  },
  'change-many-people': { role: 'admin', also: ['owner'], explains: ['/people', '/groups', '/groups/:id'] },
  'make-a-course': {
    role: 'instructor',
    explains: ['/courses', '/courses/:id/outline', '/courses/:id/settings', '/courses/:id/groups'],
  },
  'turn-markdown-into-a-course': {
    role: 'instructor',
    explains: ['/imports/new', '/imports/:id', '/courses/:id/import'],
  },
  'write-a-lesson': {
    role: 'instructor',
    explains: ['/lessons/:id/edit', '/items/:id/versions', '/media', '/courses/:id/media', '/media/:id/captions'],
  },
  'make-a-quiz': { role: 'instructor', explains: ['/quizzes/:id/edit'] },
  'lead-through-a-quiz': { role: 'instructor', explains: ['/quizzes/:id/sections/new'] },
  'ask-how-it-was': {
    role: 'instructor',
    explains: ['/quizzes/:id/results', '/quizzes/:id/respondents'],
  },
  'mark-a-quiz-again': { role: 'instructor', explains: ['/quizzes/:id/regrade'] },
  'keep-questions-in-banks': {
    role: 'instructor',
    explains: [
      '/banks',
      '/banks/:id',
      '/banks/:id/questions/new',
      '/courses/:courseId/banks',
      '/questions/:id',
      '/questions/:id/edit',
      '/quizzes/:id/bank',
      '/quizzes/:id/draws/:draw',
    ],
  },
  'import-questions': {
    role: 'instructor',
    explains: ['/quizzes/:id/import', '/quizzes/:id/imports/:run', '/quizzes/:id/export'],
  },
  'open-things-step-by-step': {
    role: 'instructor',
    explains: ['/items/:id/settings', '/items/:id/availability', '/modules/:id/availability', '/items/:id/deadlines'],
  },
  'mark-groups-and-without-names': { role: 'instructor', explains: ['/assignments/:id/edit'] },
  'mark-an-assignment': { role: 'instructor', explains: ['/courses/:id/comments', '/courses/:id/marking'] },
  'comment-on-work': { role: 'instructor', explains: ['/submissions/:id/marking'] },
  'review-each-others-work': {
    role: 'instructor',
    also: ['learner'],
    explains: [
      '/assignments/:id/peers',
      '/assignments/:id/peers/edit',
      '/assignments/:id/reviews/:review',
      '/submissions/:id/reviews',
    ],
  },
  'mark-answers-of-a-quiz': { role: 'instructor', explains: ['/attempts/:id/marking'] },
  'mark-with-a-rubric': {
    role: 'instructor',
    explains: ['/courses/:courseId/rubrics', '/courses/:courseId/rubrics/new', '/rubrics/:id'],
  },
  'say-how-the-grade-is-made': {
    role: 'instructor',
    explains: ['/courses/:id/gradebook', '/courses/:id/gradebook/grading', '/courses/:id/learners/:userId/grades'],
  },
  'release-and-lock-grades': {
    role: 'instructor',
    explains: ['/courses/:id/gradebook/columns', '/courses/:id/gradebook/import'],
  },
  'announce-something': {
    role: 'instructor',
    also: ['admin', 'owner', 'learner'],
    explains: [
      '/announcements',
      '/announcements/new',
      '/announcements/:id',
      '/announcements/:id/edit',
      '/announcements/:id/readers',
      '/courses/:id/announcements',
    ],
  },
  'talk-in-a-forum': {
    role: 'learner',
    also: ['instructor'],
    explains: [
      '/forums/:id',
      '/forums/:id/edit',
      '/forums/:id/new-thread',
      '/forums/:id/replies/:reply/edit',
      '/forums/:id/replies/:reply/versions',
      '/forums/:id/threads/:thread',
    ],
  },
  'watch-a-course-live': {
    role: 'instructor',
    explains: ['/courses/:id/roster', '/courses/:id/learners/:userId'],
  },
  'sign-in-with-a-card': { role: 'learner', explains: ['/sign-in'] },
  'when-a-mail-does-not-come': {
    role: 'learner',
    also: ['instructor', 'admin', 'owner'],
    explains: [
      '/forgot-password',
      '/new-password',
      '/register',
      '/registration',
      '/verification',
      '/invitation',
      '/account',
    ],
  },
  'learn-without-a-good-connection': { role: 'learner', explains: ['/courses/:id', '/lessons/:id'] },
  'take-a-quiz': { role: 'learner', explains: ['/quizzes/:id', '/attempts/:id', '/attempts/:id/review'] },
  'hand-in-your-work': { role: 'learner', explains: ['/assignments/:id', '/submissions/:id'] },
  'ask-about-a-grade': {
    role: 'learner',
    also: ['instructor'],
    explains: ['/grades', '/courses/:id/gradebook/inquiries'],
  },
  'see-what-is-when': {
    role: 'learner',
    also: ['instructor', 'admin', 'owner'],
    explains: ['/calendar', '/courses/:id/calendar', '/calendar/feed'],
  },
  'talk-and-write': {
    role: 'learner',
    also: ['instructor', 'admin', 'owner'],
    explains: ['/inbox', '/inbox/new', '/chat/:id', '/chat/:id/messages/:messageId'],
  },
  'choose-how-you-are-notified': {
    role: 'learner',
    also: ['instructor', 'admin', 'owner'],
    explains: ['/notifications', '/me/notifications'],
  },
  'get-your-certificate': {
    role: 'learner',
    explains: ['/certificates', '/certificates/:id', '/verify', '/verify/:code'],
  },
  'read-your-childs-progress': { role: 'learner', explains: ['/learners', '/learners/:userId'] },
} as const satisfies Record<string, HelpEntry>

export type HelpName = keyof typeof helpPages

export const helpNames = Object.keys(helpPages) as HelpName[]
export const isHelpName = (name: string): name is HelpName => Object.hasOwn(helpPages, name)

/** Who has this task, the one under whom it is listed first. */
export const rolesOf = (name: HelpName): Role[] => {
  const { role, also = [] }: HelpEntry = helpPages[name]
  return [role, ...also]
}

/** The help page that explains the page at `path`; a written part of an address comes before one that stands for any. */
export function helpFor(path: string): HelpName | null {
  const parts = path.split('?')[0]!.split('/')
  return explained.find(({ pattern }) => fits(pattern, parts))?.name ?? null
}

const unknowns = (pattern: string[]) => pattern.filter((part) => part.startsWith(':')).length

const explained = helpNames
  .flatMap((name) => helpPages[name].explains.map((page) => ({ name, pattern: page.split('/') })))
  .sort((a, b) => unknowns(a.pattern) - unknowns(b.pattern))

const fits = (pattern: string[], parts: string[]) =>
  pattern.length === parts.length &&
  pattern.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i]))
