import { urls } from '../../worker/urls'
import { ShareButton } from '../certificates/share-button'
import { LinkButton } from '../ui/button'
import { Drawing } from '../ui/drawing'
import { date } from '../ui/time'
import type { View } from '../view'
import type { CoursePageProps } from './course-page'
import { awaitsMark } from './course-path'

/** How long after a completion its certificate is still on its way. */
const MAKING = 5 * 60_000

/** A learner has completed the course: what was done, what comes of it, and where to go on. */
export function FinishedCard({ view, outline, finish }: CoursePageProps) {
  if (!finish) return null
  const { t } = view
  const { course, enrollment, done } = outline
  const at = enrollment?.completedAt ?? view.now
  const certificateId = finish.isRevoked ? null : finish.certificateId
  const marksToCome = outline.items.filter(awaitsMark).length
  const isMaking = course.certificate && finish.certificateId === null && view.now - at < MAKING
  // On the way there is nothing to see yet: the page asks again by itself, and a link does where no script runs.
  const again = isMaking
    ? {
        'hx-get': urls.course(course.id),
        'hx-trigger': 'load delay:2s',
        'hx-select': '#finished',
        'hx-swap': 'outerHTML',
      }
    : {}
  return (
    <section id="finished" class="finished" aria-labelledby="finished-title" {...again}>
      <Drawing name="done" />
      <div>
        <h2 id="finished-title">{t('courses.finished')}</h2>
        <p>
          {t('courses.finishedOn', {
            day: date(view, at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
            n: done,
          })}
        </p>
        {isMaking && (
          <p>
            {t('courses.certificateComing')} <a href={urls.course(course.id)}>{t('courses.lookAgain')}</a>
          </p>
        )}
        {marksToCome > 0 && <p>{t('courses.marksToCome', { n: marksToCome })}</p>}
        {finish.feedbackId && (
          <p>
            {t('surveys.invite')} <a href={urls.quiz(finish.feedbackId)}>{t('surveys.inviteLink')}</a>
          </p>
        )}
        <div class="buttons">
          {certificateId && (
            <>
              <LinkButton kind="primary" icon="certificate" href={urls.certificate(certificateId)}>
                {t('courses.myCertificate')}
              </LinkButton>
              <LinkButton icon="download" href={urls.certificateFile(certificateId)} download>
                {t('certificates.download')}
              </LinkButton>
              {finish.code && <ShareButton view={view} code={finish.code} title={course.title} />}
            </>
          )}
          <NextCourse view={view} finish={finish} isFirst={!certificateId} />
        </div>
      </div>
    </section>
  )
}

type NextProps = { view: View; finish: NonNullable<CoursePageProps['finish']>; isFirst: boolean }

function NextCourse({ view, finish: { nextId, nextTitle }, isFirst }: NextProps) {
  const kind = isFirst ? 'primary' : undefined
  if (nextId && nextTitle) {
    return (
      <LinkButton kind={kind} iconAfter="arrow-right" href={urls.course(nextId)}>
        {view.t('courses.goOnWith', { course: nextTitle })}
      </LinkButton>
    )
  }
  return (
    <LinkButton kind={kind} iconAfter="arrow-right" href={urls.catalogue()}>
      {view.t('courses.findNext')}
    </LinkButton>
  )
}
