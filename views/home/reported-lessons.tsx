import { urls } from '../../worker/urls'
import { Chip } from '../ui/chip'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { Section } from './home-section'

export type Reported = {
  itemId: string
  title: string
  course: string
  firstId: string | null
  reports: number
  total: number
}

/** Where the problem that waits longest stands beside its block. */
export const reportedAt = ({ itemId, firstId }: Reported) => `${urls.lessonEdit(itemId)}#report-${firstId}`

/** Lessons in which readers found something wrong, and nobody has dealt with it yet. */
export function ReportedLessons({ view, reported }: { view: View; reported: Reported[] }) {
  if (reported.length === 0) return null
  return (
    <Section heading={view.t('home.reported')}>
      <Rows>
        {reported.map((lesson) => (
          <Row
            href={reportedAt(lesson)}
            title={<bdi>{lesson.title}</bdi>}
            below={<bdi>{lesson.course}</bdi>}
            end={
              <Chip meaning="attention" icon="flag">
                {view.t('lessons.problemsReported', { n: lesson.reports })}
              </Chip>
            }
          />
        ))}
      </Rows>
    </Section>
  )
}
