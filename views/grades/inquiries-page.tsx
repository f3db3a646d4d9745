import type { Inquiries, InquiryLine } from '../../worker/domain/grades'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Pager } from '../ui/pager'
import { Row, Rows } from '../ui/rows'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; found: Inquiries; isSettled: boolean }

/** What learners of a course ask about their grades: what waits first, and what is settled behind a link. */
export function InquiriesPage({ view, found: { course, lines, next, counts }, isSettled }: Props) {
  const { t } = view
  const at = (more: Record<string, string> = {}) => urls.inquiries(course.id, more)
  const open = (counts.waiting ?? 0) + (counts.answered ?? 0)
  return (
    <Shell view={view} title={t('inquiry.list')} width="wide" styles={['css/staff.css']}>
      <CourseHead
        view={view}
        course={course}
        current={urls.gradebook(course.id)}
        mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
      />
      <h2>{t('inquiry.list')}</h2>
      <nav class="cluster inquiry-nav" aria-label={t('inquiry.list')}>
        <a href={at()} aria-current={isSettled ? undefined : 'page'}>
          {t('inquiry.open', { n: open })}
        </a>
        <a href={at({ state: 'settled' })} aria-current={isSettled ? 'page' : undefined}>
          {t('inquiry.settled', { n: counts.settled ?? 0 })}
        </a>
      </nav>
      {lines.length === 0 ? (
        <Empty drawing="done" sentence={t(isSettled ? 'inquiry.noneSettled' : 'inquiry.none')}>
          <a href={urls.gradebook(course.id)}>{t('grades.title')}</a>
        </Empty>
      ) : (
        <Rows>
          {lines.map((line) => (
            <Line view={view} courseId={course.id} line={line} />
          ))}
        </Rows>
      )}
      <Pager
        view={view}
        previous={null}
        next={next && at({ ...(isSettled ? { state: 'settled' } : {}), after: next })}
      />
    </Shell>
  )
}

function Line({ view, courseId, line }: { view: View; courseId: string; line: InquiryLine }) {
  const { t } = view
  return (
    <Row
      href={`${urls.learnerGrades(courseId, line.userId)}#grade-${line.itemId}`}
      title={
        <>
          <bdi>{line.name}</bdi> · <bdi>{line.title}</bdi>
        </>
      }
      below={<bdi class="one-line">{line.text}</bdi>}
      end={
        <span class="cluster small muted">
          {line.state === 'waiting' && <Chip meaning="attention">{t('inquiry.state.waiting')}</Chip>}
          <Time view={view} at={line.changedAt} />
        </span>
      }
    />
  )
}
