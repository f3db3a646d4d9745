import type { Outline, OutlineItem } from '../../worker/domain/courses'
import { urls } from '../../worker/urls'
import { sayClause } from '../rules/say-rule'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { dueTime, wasDue } from '../ui/time'
import type { View } from '../view'

type CoursePathProps = { view: View; outline: Outline; here: string; suffix?: string }

/** The way through the course beside an item; on a phone a sheet from below, opened by `CoursePathButton`. */
export function CoursePath({ view, outline, here, suffix = '' }: CoursePathProps) {
  const { t } = view
  return (
    <nav class="path sheet" id="course-path" popover="auto" aria-label={t('lessons.path')}>
      <div class="sheet-head">
        <a class="path-course" href={urls.course(outline.course.id)}>
          <bdi>{outline.course.title}</bdi>
        </a>
        <button
          type="button"
          class="iconbtn"
          popovertarget="course-path"
          popovertargetaction="hide"
          aria-label={t('ui.close')}
        >
          <Icon name="close" />
        </button>
      </div>
      {outline.modules.map((module) => (
        <>
          <h2>
            {module.number} · <bdi>{module.title}</bdi>
          </h2>
          <ol role="list">
            {module.items.map((item) => (
              <PathItem view={view} item={item} isHere={item.id === here} suffix={suffix} zone={outline.zone} />
            ))}
          </ol>
        </>
      ))}
    </nav>
  )
}

type PathItemProps = { view: View; item: OutlineItem; isHere: boolean; suffix: string; zone: string }

function PathItem({ view, item, isHere, suffix, zone }: PathItemProps) {
  const { t } = view
  const isLocked = item.state === 'locked'
  const state = classes(item.state === 'done' && 'done', isHere && 'now', isLocked && 'locked')
  const title = <bdi>{item.title}</bdi>
  return (
    <li class={state || undefined} aria-current={isHere ? 'page' : undefined}>
      {isLocked ? <span>{title}</span> : <a href={urls.itemOfKind(item.kind, item.id) + suffix}>{title}</a>}
      {item.state === 'done' && <span class="visually-hidden">{t('lessons.isDone')}</span>}
      {isLocked && <span class="why">{item.lock.map((clause) => sayClause(view, clause)).join('. ')}</span>}
      {!isLocked && item.state !== 'done' && item.dueAt !== null && (
        <span class="why">
          {wasDue(view, item.dueAt, zone) ?? t('lessons.due', { when: dueTime(view, item.dueAt, zone) })}
        </span>
      )}
    </li>
  )
}

export function CoursePathButton({ view }: { view: View }) {
  return (
    <button type="button" class="btn small quiet path-button" popovertarget="course-path">
      <Icon name="list" />
      {view.t('lessons.contents')}
    </button>
  )
}
