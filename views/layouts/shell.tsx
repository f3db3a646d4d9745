import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { helpFor } from '../help/pages'
import { Bell } from '../notifications/bell'
import { SearchBox } from '../search/search-box'
import { Avatar } from '../ui/avatar'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { Menu, MenuButton, MenuLink } from '../ui/menu'
import type { View } from '../view'
import { Document, type DocumentProps } from './document'
import { isCurrent, type ShellLinks, shellLinks } from './links'
import { Mark } from './mark'
import { PageNotice } from './page-notice'

type ShellProps = Omit<DocumentProps, 'class' | 'manifest' | 'description'> & {
  /** Only where they are not those of `shellLinks`. */
  links?: ShellLinks
  /** `wide` for staff's tables, `narrow` for forms. */
  width?: 'wide' | 'narrow'
  /** A class of its own for the page's main part: "course", "quiz", "editor". */
  main?: string
  children?: Child
}

/** The frame of a signed-in page. */
export function Shell({ view, links = shellLinks(view), width, main, children, ...document }: ShellProps) {
  if (view.partial) {
    return (
      <Document view={view} {...document}>
        {children}
      </Document>
    )
  }
  const staff = view.actor !== null && view.actor.role !== 'learner'
  return (
    <Document view={view} manifest={links.manifest} class={classes('shell', staff && 'staff')} {...document}>
      <header class="top">
        <Mark organization={view.organization} href={links.home} />
        <MainNav view={view} links={links} />
        <div class="top-end">
          {links.search && <Search view={view} action={links.search} />}
          {view.actor && <Bell view={view} />}
          <Help view={view} />
          {view.actor && <MeMenu view={view} links={links} />}
        </div>
      </header>
      <div class="page">
        <main id="main" tabindex={-1} class={classes(width, main) || undefined}>
          <PageNotice view={view} />
          {children}
        </main>
      </div>
      <div id="card" class="peek" popover="auto" role="dialog" aria-labelledby="card-name" tabindex={-1} />
    </Document>
  )
}

function MainNav({ view, links }: { view: View; links: ShellLinks }) {
  return (
    <nav class="main-nav" aria-label={view.t('shell.main')}>
      <ul role="list">
        {links.main.map(({ href, label, icon, onlyPhone, onlyWide, count = 0 }) => (
          <li class={onlyPhone ? 'only-phone' : onlyWide ? 'only-wide' : undefined}>
            <a href={href} aria-current={isCurrent(view.path, href) ? 'page' : undefined}>
              <Icon name={icon} />
              {label}
              {count > 0 && (
                <span class="nav-count num">
                  <span aria-hidden="true">{new Intl.NumberFormat(view.locale).format(count)}</span>
                  <span class="visually-hidden">{view.t('chat.unreadRooms', { n: count })}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Search({ view, action }: { view: View; action: string }) {
  return (
    <>
      <SearchBox view={view} action={action} />
      <a class="iconbtn search-link" href={action} aria-label={view.t('shell.searchFor')}>
        <Icon name="search" />
      </a>
    </>
  )
}

/** To the help page that explains this one; to all of them where none does. */
function Help({ view }: { view: View }) {
  const name = helpFor(view.path)
  const label = view.t(name ? 'help.thisPage' : 'shell.help')
  return (
    <a class="iconbtn" href={urls.help(name ?? undefined)} aria-label={label} title={label}>
      <Icon name="help" />
    </a>
  )
}

function MeMenu({ view, links }: { view: View; links: ShellLinks }) {
  const actor = view.actor!
  return (
    <Menu
      label={view.t('shell.me', { name: actor.name })}
      face={<Avatar name={actor.name} photo={actor.photoId && urls.media(actor.photoId)} />}
    >
      <div class="menu-head">
        <bdi>{actor.name}</bdi>
      </div>
      {links.me.map(({ href, label, icon, onlyPhone }) => (
        <MenuLink href={href} icon={icon} class={onlyPhone ? 'phone-only' : undefined}>
          {label}
        </MenuLink>
      ))}
      <form method="post" action={links.signOut}>
        <MenuButton icon="sign-out">{view.t('shell.signOut')}</MenuButton>
      </form>
    </Menu>
  )
}
