import { Hono } from 'hono'
import { z } from 'zod'
import { CertificatePage } from '../../views/certificates/certificate-page'
import { CertificatesPage } from '../../views/certificates/certificates-page'
import { VerifyPage } from '../../views/certificates/verify-page'
import { findCertificate, reinstateCertificate, revokeCertificate, verifyCertificate } from '../domain/certificates'
import { readMyCertificates } from '../domain/pages'
import type { AppEnv } from '../env'
import { certificateFile } from '../http/certificate-file'
import { clientAddress } from '../http/client-address'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** What anybody may ask who was shown a certificate. */
export const verification = new Hono<AppEnv>()

verification.get('/verify', (c) => {
  const code = c.req.query('code')?.trim().slice(0, 60)
  if (code) return c.redirect(urls.verify(code), 303)
  return c.html(<VerifyPage view={c.var.view} code="" certificate={null} zone={c.var.organization.zone} />)
})

verification.get('/verify/:code', async (c) => {
  const code = c.req.param('code').slice(0, 60)
  const certificate = await verifyCertificate(c.var.tenant, code, clientAddress(c))
  const page = <VerifyPage view={c.var.view} code={code} certificate={certificate} zone={c.var.organization.zone} />
  return c.html(page, certificate ? 200 : 404)
})

/** For those who have one, and for those who look after them. */
export const certificates = new Hono<AppEnv>()

const page: FormView = async (c, state) => {
  const { tenant, actor, organization, view } = c.var
  const certificate = await findCertificate(tenant, actor, c.req.param('id')!)
  const verifyUrl = tenant.origin + urls.verify(certificate.code)
  return c.html(
    <CertificatePage
      view={view}
      certificate={certificate}
      verifyUrl={verifyUrl}
      zone={organization.zone}
      state={state}
    />,
  )
}

certificates.get('/certificates', async (c) =>
  c.html(<CertificatesPage view={c.var.view} {...(await readMyCertificates(c.var.tenant, c.var.actor))} />),
)

certificates.get('/certificates/:id', (c) => page(c, emptyForm))

certificates.get('/certificates/:id/pdf', (c) => certificateFile(c, c.req.param('id')))

certificates.post(
  '/certificates/:id/revocation',
  form(z.object({ reason: z.string().max(2_000) }), page),
  async (c) => {
    const { reason } = c.req.valid('form')
    const id = c.req.param('id')
    const { refused } = await orForm(c, page, { reason }, () =>
      revokeCertificate(c.var.tenant, c.var.actor, id, reason),
    )
    return refused ?? goTo(c, urls.certificate(id), 'certificates.revoked')
  },
)

certificates.delete('/certificates/:id/revocation', async (c) => {
  const id = c.req.param('id')
  await reinstateCertificate(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.certificate(id), 'certificates.reinstated')
})
