import type { ReadLesson } from '../../worker/domain/lessons'
import { urls } from '../../worker/urls'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type WayOnProps = { view: View; page: ReadLesson; suffix: string; counts: boolean }

/** At the end of a lesson: back, and on to what comes next; whoever learns says with it that they have read. */
export function WayOn({ view, page, suffix, counts }: WayOnProps) {
  const { t } = view
  const { item, previous, next, course } = page.access
  const marks = counts && item.completion.kind === 'marked' && item.state !== 'done'
  const onward = (next ? urls.itemOfKind(next.kind, next.id) : urls.course(course.id)) + suffix
  return (
    <footer class="way-on">
      <nav class="next" aria-label={t('lessons.wayOn')}>
        {previous ? (
          <a class="way back" href={urls.itemOfKind(previous.kind, previous.id) + suffix} rel="prev">
            <span class="small muted">{t('lessons.previous')}</span>
            <span>
              <Icon name="arrow-left" />
              <bdi>{previous.title}</bdi>
            </span>
          </a>
        ) : (
          <span />
        )}
        {counts ? (
          <form method="post" action={marks ? urls.lessonCompletion(item.id) : urls.lessonNext(item.id)}>
            <button type="submit" class="way on">
              <NextWords view={view} page={page} marks={marks} />
            </button>
          </form>
        ) : (
          <a class="way on" href={onward} rel="next">
            <NextWords view={view} page={page} />
          </a>
        )}
      </nav>
      {marks && (
        <p class="small way-past">
          <a href={onward}>{t('lessons.goOnOnly')}</a>
        </p>
      )}
    </footer>
  )
}

type NextWordsProps = { view: View; page: ReadLesson; marks?: boolean }

function NextWords({ view, page, marks = false }: NextWordsProps) {
  const { course } = page.access
  const next = page.completesCourse ? null : page.access.next
  const words = page.completesCourse
    ? 'lessons.courseDone'
    : marks
      ? 'lessons.markDoneNext'
      : next
        ? 'lessons.next'
        : 'lessons.backTo'
  return (
    <>
      <span class="small">{view.t(words)}</span>
      <span>
        <bdi>{next ? next.title : course.title}</bdi>
        <Icon name="arrow-right" />
      </span>
    </>
  )
}
