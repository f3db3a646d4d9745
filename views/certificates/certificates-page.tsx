import type { Certificate } from '../../worker/domain/certificates'
import type { MyCertificates } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { ProgressLine } from '../ui/progress'
import { Row, Rows } from '../ui/rows'
import { date, Time } from '../ui/time'
import type { View } from '../view'

/** One's own certificates, newest first, and what is on the way to one. */
export function CertificatesPage({ view, mine, onTheWay }: MyCertificates & { view: View }) {
  const { t } = view
  return (
    <Shell view={view} title={t('certificates.title')}>
      <div class="page-head">
        <h1>{t('certificates.title')}</h1>
      </div>
      {mine.length === 0 ? (
        <Empty drawing="done" sentence={t('certificates.none')}>
          <LinkButton kind="primary" href={onTheWay[0] ? urls.course(onTheWay[0].courseId) : urls.catalogue()}>
            {t(onTheWay[0] ? 'certificates.goOn' : 'certificates.findCourse')}
          </LinkButton>
        </Empty>
      ) : (
        <div class="cards">
          {mine.map((certificate) => (
            <CertificateCard view={view} certificate={certificate} />
          ))}
        </div>
      )}
      {onTheWay.length > 0 && (
        <section class="section far-above" aria-labelledby="on-the-way">
          <h2 id="on-the-way">{t('certificates.onTheWay')}</h2>
          <Rows>
            {onTheWay.map(({ courseId, title, percent, itemsDone, itemsAll }) => (
              <Row
                href={urls.course(courseId)}
                title={<bdi>{title}</bdi>}
                end={<span class="small muted num">{t('courses.doneOf', { done: itemsDone, all: itemsAll })}</span>}
              >
                <ProgressLine value={percent / 100} label={t('courses.progressIn', { course: title })} />
              </Row>
            ))}
          </Rows>
        </section>
      )}
    </Shell>
  )
}

function CertificateCard({ view, certificate }: { view: View; certificate: MyCertificates['mine'][number] }) {
  const { t } = view
  const { id, courseId, kind, title, pictureId, issuedAt, expiresAt, revokedAt } = certificate
  const stands = revokedAt === null
  return (
    <Card
      href={urls.certificate(id)}
      title={<bdi>{title}</bdi>}
      picture={pictureId && urls.media(pictureId)}
      seed={courseId}
    >
      <p class="small muted">
        {t(kind === 'module' ? 'certificates.forModule' : 'certificates.forCourse')} {longDay(view, issuedAt)}
        {expiresAt !== null && (
          <>
            <br />
            {t('verify.until')} {longDay(view, expiresAt)}
          </>
        )}
      </p>
      {stands ? (
        <p>
          <LinkButton small icon="download" href={urls.certificateFile(id)} download>
            {t('certificates.download')}
            <span class="visually-hidden">
              {' '}
              <bdi>{title}</bdi>
            </span>
          </LinkButton>
        </p>
      ) : (
        <p>
          <Chip meaning="problem">{t('certificates.isRevoked')}</Chip>
        </p>
      )}
    </Card>
  )
}

const longDay = (view: View, at: number) =>
  date(view, at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

export function CertificateRows({ view, certificates }: { view: View; certificates: Certificate[] }) {
  const { t } = view
  return (
    <Rows label={t('certificates.title')}>
      {certificates.map((certificate) => (
        <Row
          href={urls.certificate(certificate.id)}
          title={<bdi>{certificate.title}</bdi>}
          end={
            certificate.revokedAt === null ? undefined : <Chip meaning="problem">{t('certificates.isRevoked')}</Chip>
          }
          below={
            <>
              {t(certificate.kind === 'module' ? 'certificates.forModule' : 'certificates.forCourse')}{' '}
              <Time view={view} at={certificate.issuedAt} as="day" />
            </>
          }
        />
      ))}
    </Rows>
  )
}
