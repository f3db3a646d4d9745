import type { Certificate } from '../../worker/domain/certificates'
import { spellCode } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { LanguageChoice } from '../layouts/language-choice'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { date } from '../ui/time'
import type { View } from '../view'

type VerifyProps = {
  view: View
  /** As it was typed; empty where nothing was asked yet. */
  code: string
  /** Null where the code is nobody's. */
  certificate: Certificate | null
  zone: string
}

/** For anybody who was shown a certificate: does it stand? */
export function VerifyPage({ view, code, certificate, zone }: VerifyProps) {
  const { t } = view
  return (
    <Bare
      view={view}
      title={t('verify.title')}
      home={urls.home()}
      foot={<LanguageChoice view={view} />}
      styles={['css/certificate.css']}
    >
      <h1>{t('verify.title')}</h1>
      {code && <Answer view={view} certificate={certificate} zone={zone} />}
      {!certificate && (
        <Form method="get" action={urls.verify()}>
          <Field
            name="code"
            label={t('verify.code')}
            hint={t('verify.hint')}
            value={code}
            maxlength={60}
            required
            dir="ltr"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
          />
          <Button kind="primary">{t('verify.check')}</Button>
        </Form>
      )}
      {certificate && (
        <p class="after no-print">
          <a href={urls.verify()}>{t('verify.another')}</a>
        </p>
      )}
    </Bare>
  )
}

function Answer({ view, certificate, zone }: Omit<VerifyProps, 'code'>) {
  const { t } = view
  if (!certificate) {
    return (
      <Notice meaning="attention">
        <p>
          <b>{t('verify.unknown')}</b>
        </p>
        <p>{t('verify.unknownHint')}</p>
      </Notice>
    )
  }
  const day = (at: number) => date({ ...view, zone }, at, { day: 'numeric', month: 'long', year: 'numeric' })
  const { revokedAt, revokedFor, expiresAt, issuedAt } = certificate
  const isOver = expiresAt !== null && expiresAt <= view.now
  return (
    <>
      {revokedAt !== null ? (
        <Notice meaning="problem">
          <p>
            <b>{t('verify.revoked', { date: day(revokedAt) })}</b>
          </p>
          <p dir="auto">{revokedFor}</p>
        </Notice>
      ) : (
        <Notice meaning={isOver ? 'attention' : 'good'}>
          <b>{isOver ? t('verify.expired', { date: day(expiresAt) }) : t('verify.valid')}</b>
        </Notice>
      )}
      <dl class="verified-facts">
        <Fact term={t('verify.name')} value={certificate.recipientName} />
        <Fact term={t(certificate.kind === 'module' ? 'verify.module' : 'verify.course')} value={certificate.title} />
        <Fact term={t('verify.by')} value={certificate.organizationName} />
        <Fact term={t('verify.issued')} value={day(issuedAt)} />
        {expiresAt !== null && !isOver && <Fact term={t('verify.until')} value={day(expiresAt)} />}
        <Fact term={t('verify.codeIs')} value={spellCode(certificate.code)} />
      </dl>
      <p class="small muted">{t('verify.compare')}</p>
    </>
  )
}

const Fact = ({ term, value }: { term: string; value: string }) => (
  <div>
    <dt>{term}</dt>
    <dd dir="auto">{value}</dd>
  </div>
)
