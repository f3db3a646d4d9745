import type { IconName } from '../ui/icon'

export type NavLink = {
  href: string
  label: string
  icon: IconName
  /** In the bar at the bottom of a phone only: Me, which stands at the top elsewhere. */
  onlyPhone?: boolean
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

/** Whether the page at `path` belongs to a link: the home page only to itself. */
export function isCurrent(path: string, href: string) {
  const here = path.split('?')[0]!
  return here === href || (href !== '/' && here.startsWith(`${href}/`))
}
