import type { ReadLesson } from '../../worker/domain/lessons'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { duration } from '../ui/time'
import type { View } from '../view'

type WayOnProps = {
  view: View
  page: ReadLesson
  suffix: string
  counts: boolean
  /** For browsers without a script, where time or a film counts: when this page was opened, signed. */
  opened?: string
  missing?: number
}

/** At the end of a lesson: back, and on to what comes next; whoever learns says with it that they have read. */
export function WayOn({ view, page, suffix, counts, opened, missing }: WayOnProps) {
  const { t } = view
  const { item, previous, next, course } = page.access
  const marks = counts && item.completion.kind === 'marked' && item.state !== 'done'
  const onward = (next ? urls.itemOfKind(next.kind, next.id) : urls.course(course.id)) + suffix
  return (
    <footer class="way-on">
      {counts && opened && item.state !== 'done' && (
        <PlainWay view={view} page={page} opened={opened} missing={missing} />
      )}
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
            {opened && (
              <noscript>
                <input type="hidden" name="opened" value={opened} />
              </noscript>
            )}
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

type PlainWayProps = { view: View; page: ReadLesson; opened: string; missing?: number }

/** Time and films are counted by a script. Where there is none: how the lesson is completed all the same. */
function PlainWay({ view, page, opened, missing = 0 }: PlainWayProps) {
  const { t } = view
  const { item } = page.access
  const { asked, counted } = page.plain
  const time = duration(view, Math.max(60, asked - counted))
  return (
    <>
      {missing > 0 && (
        <p class="hint problem" role="alert">
          {t('lessons.plain.notYet', { time: duration(view, Math.max(60, missing)) })}
        </p>
      )}
      <noscript>
        <div class="notice">
          {item.completion.kind === 'time' ? (
            <p>{t('lessons.plain.time', { time })}</p>
          ) : (
            <>
              <p>{t('lessons.plain.video', { time })}</p>
              <form method="post" action={urls.lessonCompletion(item.id)} class="above-small">
                <input type="hidden" name="opened" value={opened} />
                <Button small>{t('lessons.plain.watched')}</Button>
              </form>
            </>
          )}
        </div>
      </noscript>
    </>
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
