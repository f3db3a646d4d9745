import type { LearnerPage as Learner } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { AccommodationLines, accommodationLines } from '../accommodations/accommodation-lines'
import { CertificateRows } from '../certificates/certificates-page'
import { Shell } from '../layouts/shell'
import { Avatar } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Figures } from '../ui/figures'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number, percent } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { duration, humanAgo, humanDay } from '../ui/time'
import type { View } from '../view'
import { LearnerItemRow } from './learner-item'

/** What came back of the form of one item. */
export type ItemState = FormState & { itemId: string | null }

type Props = { view: View; page: Learner; state: ItemState }

/** Everything somebody did in a course. The learner sees the same, without the forms. */
export function LearnerPage({ view, page, state }: Props) {
  const { t } = view
  const { person, enrollment, course } = page
  const isStaff = can(view.actor, 'course.roster', { courseId: course.id })
  const isWithdrawn = enrollment.state === 'withdrawn'
  return (
    <Shell view={view} title={person.name} width="wide" main="learner" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          ...(isStaff ? [{ href: urls.roster(course.id), label: t('roster.title') }] : []),
        ]}
      />
      <div class="learner-head">
        <Avatar name={person.name} photo={person.photoId && urls.media(person.photoId)} large />
        <div>
          <h1>
            <bdi>{person.name}</bdi>
          </h1>
          <p class="muted">{t('learner.joined', { day: humanDay(view, enrollment.createdAt) })}</p>
        </div>
      </div>
      {isWithdrawn && <Notice meaning="attention">{t('learner.isWithdrawn')}</Notice>}
      {enrollment.completedAt !== null && (
        <Notice meaning="good">{t('learner.completedOn', { day: humanDay(view, enrollment.completedAt) })}</Notice>
      )}
      <Figures
        figures={[
          {
            value: percent(view, enrollment.percent / 100),
            meaning: t('learner.figures.progress', { done: enrollment.itemsDone, all: enrollment.itemsAll }),
          },
          {
            value: page.seconds ? duration(view, page.seconds) : number(view, 0),
            meaning: t('learner.figures.time'),
          },
          {
            value: enrollment.lastSeenAt === null ? t('roster.never') : humanAgo(view, enrollment.lastSeenAt),
            meaning: t('learner.figures.seen'),
          },
          ...(enrollment.dueAt === null
            ? []
            : [{ value: humanDay(view, enrollment.dueAt), meaning: t('learner.figures.due') }]),
        ]}
      />
      {accommodationLines(view, page.accommodation).length > 0 && (
        <Notice meaning="info">
          <strong>{t('accommodations.stands')}</strong>
          <AccommodationLines view={view} of={page.accommodation} />
        </Notice>
      )}
      <ProgressLine value={enrollment.percent / 100} label={t('roster.progressOf', { name: person.name })} />
      {page.modules.map((module) => (
        <section class="learner-module">
          <h2>
            <bdi>{module.title}</bdi>
          </h2>
          {module.items.length === 0 ? (
            <p class="muted">{t('learner.emptyModule')}</p>
          ) : (
            <ol class="learner-items" role="list">
              {module.items.map((item) => (
                <LearnerItemRow view={view} page={page} item={item} state={state} />
              ))}
            </ol>
          )}
        </section>
      ))}
      {can(view.actor, 'course.enroll', { courseId: course.id }) && (
        <Form
          action={urls.learnerWithdrawal(course.id, person.id)}
          method={isWithdrawn ? 'delete' : 'post'}
          class="learner-module no-print"
        >
          <Button small icon={isWithdrawn ? 'undo' : undefined}>
            {t(isWithdrawn ? 'learner.bringBack' : 'learner.withdraw')}
          </Button>
          {!isWithdrawn && <p class="small muted">{t('learner.withdrawHint')}</p>}
        </Form>
      )}
      {page.certificates.length > 0 && (
        <section class="learner-module">
          <h2>{t('certificates.title')}</h2>
          <CertificateRows view={view} certificates={page.certificates} />
        </section>
      )}
    </Shell>
  )
}
