import type { MyGrades } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { total } from './grade-words'

/** How one stands in each of one's courses. */
export function MyGradesPage({ view, grades, actorId }: { view: View; grades: MyGrades; actorId: string }) {
  const { t } = view
  return (
    <Shell view={view} title={t('grades.title')} width="narrow">
      <div class="page-head">
        <h1>{t('grades.title')}</h1>
      </div>
      {grades.length === 0 ? (
        <Empty drawing="page" sentence={t('grades.none')}>
          <LinkButton kind="primary" href={urls.home()}>
            {t('certificates.goOn')}
          </LinkButton>
        </Empty>
      ) : (
        <Rows label={t('grades.title')}>
          {grades.map(({ courseId, title, scheme, graded, all, ...grade }) => (
            <Row
              href={urls.learnerGrades(courseId, actorId)}
              title={<bdi>{title}</bdi>}
              below={t('grades.countGiven', { n: graded, all })}
              end={<b class="num">{total(view, scheme, grade)}</b>}
            />
          ))}
        </Rows>
      )}
    </Shell>
  )
}
