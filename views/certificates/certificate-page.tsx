import type { Certificate } from '../../worker/domain/certificates'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { humanDay } from '../ui/time'
import type { View } from '../view'
import { ShareButton } from './share-button'
import { CertificateSheet } from './sheet'

type PageProps = { view: View; certificate: Certificate; verifyUrl: string; zone: string; state: FormState }

export function CertificatePage({ view, certificate, verifyUrl, zone, state }: PageProps) {
  const { t } = view
  const isOwn = certificate.userId === view.actor?.id
  return (
    <Shell view={view} title={certificate.title} serif styles={['css/certificate.css']} main="certificate-page">
      <Breadcrumbs
        view={view}
        trail={
          isOwn
            ? [{ href: urls.certificates(), label: t('certificates.title') }]
            : [
                {
                  href: urls.learner(certificate.courseId, certificate.userId),
                  label: <bdi>{certificate.recipientName}</bdi>,
                },
              ]
        }
      />
      <h1>{isOwn ? t('certificates.yours') : t('certificates.of', { name: certificate.recipientName })}</h1>
      {certificate.revokedAt !== null && (
        <Notice meaning="problem">
          <p>{t('certificates.revokedOn', { day: humanDay(view, certificate.revokedAt) })}</p>
          <p dir="auto">{certificate.revokedFor}</p>
        </Notice>
      )}
      <CertificateSheet view={view} certificate={certificate} verifyUrl={verifyUrl} zone={zone} />
      {certificate.revokedAt === null && (
        <div class="buttons no-print">
          <LinkButton kind="primary" icon="download" href={urls.certificateFile(certificate.id)} download>
            {t('certificates.download')}
          </LinkButton>
          {isOwn ? (
            <ShareButton view={view} code={certificate.code} title={certificate.title} />
          ) : (
            <LinkButton icon="check-circle" href={urls.verify(certificate.code)}>
              {t('certificates.seeAsOthers')}
            </LinkButton>
          )}
        </div>
      )}
      {isOwn && certificate.revokedAt === null && <p class="small muted no-print">{t('certificates.shareHint')}</p>}
      {can(view.actor, 'certificate.revoke', certificate) && (
        <Revocation view={view} certificate={certificate} state={state} />
      )}
    </Shell>
  )
}

function Revocation({ view, certificate, state }: Pick<PageProps, 'view' | 'certificate' | 'state'>) {
  const { t } = view
  const action = urls.certificateRevocation(certificate.id)
  if (certificate.revokedAt !== null) {
    return (
      <Form action={action} method="delete" class="no-print">
        <Button icon="undo">{t('certificates.reinstate')}</Button>
      </Form>
    )
  }
  const isWrong = Object.keys(state.errors).length > 0
  return (
    <details class="no-print revocation" open={isWrong}>
      <summary>{t('certificates.revokeTitle')}</summary>
      <Form action={action}>
        <ErrorSummary view={view} errors={state.errors} />
        <p>{t('certificates.revokeLead')}</p>
        <TextArea
          name="reason"
          label={t('certificates.reason')}
          hint={t('certificates.reasonHint')}
          error={state.errors.reason}
          value={String(state.values.reason ?? '')}
          rows={3}
          maxlength={500}
          required
        />
        <Button kind="danger">{t('certificates.revoke')}</Button>
      </Form>
    </details>
  )
}
