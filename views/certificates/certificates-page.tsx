import type { Certificate } from '../../worker/domain/certificates'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Row, Rows } from '../ui/rows'
import { Time } from '../ui/time'
import type { View } from '../view'

/** One's own certificates, newest first. */
export function CertificatesPage({ view, certificates }: { view: View; certificates: Certificate[] }) {
  const { t } = view
  return (
    <Shell view={view} title={t('certificates.title')} width="narrow">
      <div class="page-head">
        <h1>{t('certificates.title')}</h1>
      </div>
      {certificates.length === 0 ? (
        <Empty drawing="done" sentence={t('certificates.none')}>
          <LinkButton kind="primary" href={urls.home()}>
            {t('certificates.goOn')}
          </LinkButton>
        </Empty>
      ) : (
        <CertificateRows view={view} certificates={certificates} />
      )}
    </Shell>
  )
}

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
