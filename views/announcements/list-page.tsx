import type { AnnouncementLine } from '../../worker/domain/announcements'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Pager } from '../ui/pager'
import { Row, Rows } from '../ui/rows'
import { Tag } from '../ui/tag'
import { humanDay, humanTime } from '../ui/time'
import type { View } from '../view'
import { saidTo } from './words'

type ListProps = {
  view: View
  lines: AnnouncementLine[]
  next: string | null
  /** On a page that is not the first. */
  isLater: boolean
  mayWrite: boolean
  /** Null: everything that concerns its reader. */
  of: { course: { id: string; title: string }; isStaff: boolean; mayEdit: boolean } | null
}

/** What is announced, the latest first; pinned before. */
export function AnnouncementsPage({ view, lines, next, isLater, mayWrite, of }: ListProps) {
  const { t } = view
  const here = of ? urls.courseAnnouncements(of.course.id) : urls.announcements()
  const title = t('announcements.title')
  return (
    <Shell
      view={view}
      title={of ? `${title} · ${of.course.title}` : title}
      width={of?.isStaff ? 'wide' : 'narrow'}
      styles={of?.isStaff ? ['css/staff.css', 'css/announcements.css'] : ['css/announcements.css']}
    >
      {of?.isStaff ? (
        <CourseHead view={view} course={of.course} current={here} mayEdit={of.mayEdit}>
          <New view={view} course={of.course.id} mayWrite={mayWrite} />
        </CourseHead>
      ) : (
        <header class="page-head">
          <div>
            {of && (
              <Breadcrumbs
                view={view}
                trail={[{ href: urls.course(of.course.id), label: <bdi>{of.course.title}</bdi> }]}
              />
            )}
            <h1>{title}</h1>
          </div>
          <New view={view} mayWrite={mayWrite} />
        </header>
      )}
      {lines.length ? (
        <Rows label={title}>
          {lines.map((line) => (
            <Line view={view} line={line} />
          ))}
        </Rows>
      ) : (
        <Empty drawing="cup" sentence={t('announcements.none')} />
      )}
      <Pager view={view} previous={isLater ? here : null} next={next && `${here}?after=${encodeURIComponent(next)}`} />
    </Shell>
  )
}

function New({ view, course, mayWrite }: { view: View; course?: string; mayWrite: boolean }) {
  if (!mayWrite) return null
  return (
    <LinkButton kind="primary" icon="plus" href={urls.newAnnouncement(course ? { course } : {})}>
      {view.t('announcements.new')}
    </LinkButton>
  )
}

function Line({ view, line }: { view: View; line: AnnouncementLine }) {
  const { t } = view
  const { id, title, summary, fromAt, isShown, isToRead, mustAcknowledge, pinned, revision } = line
  return (
    <Row
      href={urls.announcement(id)}
      title={<bdi>{title}</bdi>}
      end={
        <span class="cluster">
          {pinned && <Tag>{t('announcements.pinned')}</Tag>}
          {!isShown ? (
            <Chip icon="clock">
              {fromAt > view.now
                ? t('announcements.comes', { when: humanTime(view, fromAt) })
                : t('announcements.over')}
            </Chip>
          ) : isToRead && mustAcknowledge ? (
            <Chip meaning="attention">{t('announcements.toRead')}</Chip>
          ) : (
            isToRead && <Chip meaning="info">{t('announcements.unread')}</Chip>
          )}
        </span>
      }
      below={
        <>
          <span class="announced-summary" dir="auto">
            {summary}
          </span>
          <span>
            <bdi>{saidTo(view, line)}</bdi> · {humanDay(view, fromAt)}
            {revision > 0 && ` · ${t('announcements.changed')}`}
          </span>
        </>
      }
    />
  )
}
