import { Hono } from 'hono'
import { z } from 'zod'
import { CertificatePage } from '../../views/certificates/certificate-page'
import { CertificatesPage } from '../../views/certificates/certificates-page'
import { VerifyPage } from '../../views/certificates/verify-page'
import { certificateWords } from '../../views/certificates/words'
import {
  findCertificate,
  findCertificateToPrint,
  listCertificates,
  reinstateCertificate,
  renderCertificate,
  revokeCertificate,
  verifyCertificate,
} from '../domain/certificates'
import type { AppEnv } from '../env'
import { Gone } from '../errors'
import { attachment } from '../http/attachment'
import { clientAddress } from '../http/client-address'
import { emptyForm, type FormView, form, orForm } from '../http/form'
import { loadFont } from '../http/load-font'
import { goTo } from '../http/respond'
import { spellCode } from '../lib/ids'
import { paletteOf } from '../lib/palette'
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
  c.html(<CertificatesPage view={c.var.view} certificates={await listCertificates(c.var.tenant, c.var.actor)} />),
)

certificates.get('/certificates/:id', (c) => page(c, emptyForm))

certificates.get('/certificates/:id/pdf', async (c) => {
  const { tenant, actor, organization } = c.var
  const { certificate, picture } = await findCertificateToPrint(tenant, actor, c.req.param('id'))
  if (certificate.revokedAt !== null) throw new Gone('certificates.noFile')
  const words = certificateWords(certificate, organization.zone)
  const pdf = await renderCertificate(
    {
      name: certificate.recipientName,
      title: certificate.title,
      organization: {
        name: certificate.organizationName,
        logo: picture,
        colour: paletteOf(organization.colour).light,
      },
      words,
      issuedAt: certificate.issuedAt,
      code: spellCode(certificate.code),
      verifyUrl: tenant.origin + urls.verify(certificate.code),
      locale: words.locale,
      dir: words.dir,
      paper: organization.paper,
    },
    loadFont(c.env),
  )
  return c.body(pdf as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': attachment(`${certificate.title} - ${certificate.recipientName}.pdf`),
  })
})

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
