import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { ProgressArc } from '../ui/progress'
import { duration } from '../ui/time'
import type { View } from '../view'
import type { LearnerHomeProps, Learning } from './learner-home'

type ContinueProps = { view: View; going: NonNullable<LearnerHomeProps['going']>; line: Learning | undefined }

export function Continue({ view, going: { course, percent, item }, line }: ContinueProps) {
  const { t } = view
  const time = timeFor(view, item.expectedMinutes, line?.itemId === item.id ? (line.itemSeconds ?? 0) : 0)
  const label = t('courses.progressIn', { course: course.title })
  return (
    <article class="continue">
      <ProgressArc view={view} value={percent / 100} label={label} />
      <div>
        <a class="small muted" href={urls.course(course.id)}>
          <bdi>{course.title}</bdi>
        </a>
        <h2>
          <bdi>{item.title}</bdi>
        </h2>
        {time && <Chip icon="clock">{time}</Chip>}
      </div>
      <LinkButton kind="primary" href={urls.itemOfKind(item.kind, item.id)} iconAfter="arrow-right">
        {t(percent > 0 || item.isStarted ? 'home.continue' : 'home.start')}
      </LinkButton>
    </article>
  )
}

/** What an item takes, or what is left of it; nothing once its time is as good as spent, for nobody knows then. */
function timeFor(view: View, expected: number | null, spentSeconds: number): string | null {
  if (expected === null) return null
  const spent = Math.floor(spentSeconds / 60)
  if (spent === 0) return view.t('home.minutes', { time: duration(view, expected * 60) })
  return expected - spent > 1 ? view.t('home.minutesLeft', { time: duration(view, (expected - spent) * 60) }) : null
}
