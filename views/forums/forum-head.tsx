import type { Child } from 'hono/jsx'
import type { ForumStanding } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Notice } from '../ui/notice'
import type { View } from '../view'

type Props = {
  view: View
  standing: ForumStanding
  title: string
  /** Where it stands inside the forum; without it this is the forum itself. */
  inside?: boolean
  /** Hears what others write. */
  live?: boolean
  children?: Child
}

/** The frame of a forum's pages: the way to them, and why nothing is written here. */
export function ForumShell({ view, standing, title, inside, live, children }: Props) {
  const { course, module, item } = standing.access
  return (
    <Shell
      view={view}
      title={inside ? `${title} · ${item.title}` : title}
      main="forum"
      styles={['css/forum.css']}
      scripts={live ? ['js/forum.js'] : []}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          inside ? { href: urls.forum(item.id), label: item.title } : { label: module.title },
        ]}
      />
      {children}
    </Shell>
  )
}

/** Why nobody writes; nothing where one may. */
export function Hindrance({ view, standing: { hindrance } }: Pick<Props, 'view' | 'standing'>) {
  if (hindrance !== 'read-only' && hindrance !== 'observer') return null
  return (
    <Notice meaning="info">
      <p>{view.t(hindrance === 'observer' ? 'forums.onlyLooking' : 'forums.isReadOnly')}</p>
    </Notice>
  )
}
