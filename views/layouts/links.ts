import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import type { IconName } from '../ui/icon'
import type { View } from '../view'

export type NavLink = {
  href: string
  label: string
  icon: IconName
  /** In the bar at the bottom of a phone only: Me, which stands at the top elsewhere. */
  onlyPhone?: boolean
  /** Not in that bar: it has room for five, and this one stands in the menu of a phone as well. */
  onlyWide?: boolean
  /** How much is new there. */
  count?: number
}

/** What the shell links to: only what works. */
export type ShellLinks = {
  home: string
  main: NavLink[]
  /** In the menu behind one's own picture. */
  me: NavLink[]
  search: string | null
  /** Takes a POST. */
  signOut: string
  manifest: string | null
}

/** The list that grows with the rooms: a link is added by whoever builds the page behind it. */
export function shellLinks(view: View): ShellLinks {
  const staff = view.actor !== null && view.actor.role !== 'learner'
  const home: NavLink = { href: urls.home(), label: view.t('shell.home'), icon: 'home' }
  const courses: NavLink = { href: urls.courses(), label: view.t('courses.title'), icon: 'courses' }
  const calendar: NavLink = { href: urls.calendar(), label: view.t('calendar.title'), icon: 'calendar' }
  const grades: NavLink = { href: urls.myGrades(), label: view.t('grades.title'), icon: 'award' }
  const inbox: NavLink = { href: urls.inbox(), label: view.t('chat.inbox'), icon: 'inbox', count: view.inbox }
  const forLearners: NavLink[] = [home, { ...courses, href: urls.catalogue() }, calendar, grades, inbox]
  const people: NavLink = { href: urls.people(), label: view.t('shell.people'), icon: 'people' }
  const settings: NavLink = { href: urls.organization(), label: view.t('shell.settings'), icon: 'settings' }
  const files: NavLink = { href: urls.library(), label: view.t('courses.files'), icon: 'folder' }
  const isFull = can(view.actor, 'person.list') && can(view.actor, 'organization.edit')
  const forStaff: NavLink[] = [
    home,
    courses,
    { ...calendar, onlyWide: isFull },
    { ...inbox, onlyWide: isFull },
    ...(can(view.actor, 'media.library') ? [files] : []),
    ...(can(view.actor, 'person.list') ? [people] : []),
    ...(can(view.actor, 'organization.edit') ? [settings] : []),
  ]
  return {
    home: urls.home(),
    main: staff ? forStaff : forLearners,
    me: [
      ...(staff && isFull ? [calendar, inbox].map((link) => ({ ...link, onlyPhone: true })) : []),
      { href: urls.me(), label: view.t('shell.profile'), icon: 'me' },
      { href: urls.account(), label: view.t('account.title'), icon: 'key' },
      { href: urls.announcements(), label: view.t('announcements.title'), icon: 'callout' },
      { href: urls.notificationChoices(), label: view.t('notifications.choices'), icon: 'bell' },
      ...(view.actor && Object.values(view.actor.courseRoles).includes('observer')
        ? [{ href: urls.observed(), label: view.t('observed.title'), icon: 'people' as const }]
        : []),
      { href: urls.certificates(), label: view.t('shell.certificates'), icon: 'certificate' },
      { href: urls.help(), label: view.t('shell.help'), icon: 'help' },
    ],
    search: urls.search(),
    signOut: urls.signOut(),
    manifest: urls.manifest(),
  }
}

/** Whether the page at `path` belongs to a link: the home page only to itself, what a course is made of to the courses. */
export function isCurrent(path: string, href: string) {
  const here = path.split('?')[0]!
  if (href === urls.courses() && inCourses.test(here)) return true
  if (href === urls.people() && /^\/groups(?:\/|$)/.test(here)) return true
  if (href === urls.inbox() && here.startsWith('/chat/')) return true
  return here === href || (href !== '/' && here.startsWith(`${href}/`))
}

const inCourses =
  /^\/(?:(?:lessons|quizzes|assignments|items|modules|attempts|submissions)\/|(?:imports|banks|questions)(?:\/|$))/
