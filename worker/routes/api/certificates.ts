import { z } from 'zod'
import {
  type Certificate,
  findCertificate,
  listCourseCertificates,
  listOwnCertificates,
  reinstateCertificate,
  revokeCertificate,
  verifyCertificate,
} from '../../domain/certificates'
import { NotFound } from '../../errors'
import { certificateFile } from '../../http/certificate-file'
import { clientAddress } from '../../http/client-address'
import { urls } from '../../urls'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { time, toTime, toTimeOrNull } from './shapes'

const tag = 'Certificates'

const verifiedJson = z.object({
  code: z.string(),
  kind: z.string(),
  recipientName: z.string(),
  title: z.string(),
  organizationName: z.string(),
  issuedAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  revokedFor: z.string().nullable(),
})

const certificateJson = verifiedJson.extend({
  id: z.string(),
  personId: z.string(),
  courseId: z.string(),
  verifyUrl: z.string(),
})

const toVerified = (one: Certificate) => ({
  code: one.code,
  kind: one.kind,
  recipientName: one.recipientName,
  title: one.title,
  organizationName: one.organizationName,
  issuedAt: toTime(one.issuedAt),
  expiresAt: toTimeOrNull(one.expiresAt),
  revokedAt: toTimeOrNull(one.revokedAt),
  revokedFor: one.revokedFor,
})

const toCertificate = (one: Certificate, origin: string) => ({
  ...toVerified(one),
  id: one.id,
  personId: one.userId,
  courseId: one.courseId,
  verifyUrl: origin + urls.verify(one.code),
})

export const certificateDoors = [
  door(
    {
      method: 'get',
      path: '/me/certificates',
      tag,
      personal: true,
      summary: 'Your certificates, newest first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(certificateJson),
    },
    async (c, { query }) => {
      const { tenant, actor } = c.var
      const { rows, next } = await listOwnCertificates(tenant, actor, asked(query))
      return { items: rows.map((one) => toCertificate(one, tenant.origin)), next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/certificates',
      tag,
      summary: 'The certificates that a course has given, newest first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(certificateJson),
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const { rows, next } = await listCourseCertificates(tenant, actor, param('id'), asked(query))
      return { items: rows.map((one) => toCertificate(one, tenant.origin)), next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/certificates/:id',
      tag,
      summary: 'A certificate of your own, or of a course that you look after',
      scope: 'learning.read',
      answer: certificateJson,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      return toCertificate(await findCertificate(tenant, actor, param('id')), tenant.origin)
    },
  ),
  door(
    {
      method: 'get',
      path: '/certificates/:id/pdf',
      tag,
      summary: 'A certificate as it is printed; one that was revoked has no file',
      scope: 'learning.read',
      gives: 'application/pdf',
    },
    (c, { param }) => certificateFile(c, param('id')),
  ),
  door(
    {
      method: 'post',
      path: '/certificates/:id/revocation',
      tag,
      summary: 'Take a certificate back; whoever asks with its code reads the reason',
      scope: 'learning.write',
      body: z.object({ reason: z.string().min(1).max(2_000) }),
    },
    async (c, { param, body: { reason } }) => revokeCertificate(c.var.tenant, c.var.actor, param('id'), reason),
  ),
  door(
    {
      method: 'delete',
      path: '/certificates/:id/revocation',
      tag,
      summary: 'Let a revoked certificate stand again',
      scope: 'learning.write',
    },
    async (c, { param }) => reinstateCertificate(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'get',
      path: '/verifications/:code',
      tag,
      summary: 'What anybody may learn of a certificate who holds its code',
      scope: null,
      answer: verifiedJson,
    },
    async (c, { param }) => {
      const certificate = await verifyCertificate(c.var.tenant, param('code').slice(0, 60), clientAddress(c))
      if (!certificate) throw new NotFound()
      return toVerified(certificate)
    },
  ),
]
