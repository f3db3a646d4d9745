import type { Context } from 'hono'
import { certificateWords } from '../../views/certificates/words'
import { findCertificateToPrint, renderCertificate } from '../domain/certificates'
import type { AppEnv } from '../env'
import { Gone } from '../errors'
import { spellCode } from '../lib/ids'
import { paletteOf } from '../lib/palette'
import { urls } from '../urls'
import { attachment } from './attachment'
import { loadFont } from './load-font'

/** A certificate as a PDF, drawn as it is asked for; Gone where it was revoked. */
export async function certificateFile(c: Context<AppEnv>, id: string): Promise<Response> {
  const { tenant, actor, organization } = c.var
  const { certificate, picture } = await findCertificateToPrint(tenant, actor, id)
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
}
