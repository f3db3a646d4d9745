import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { cutPage, type PageAsked } from '../../db/page'
import { media, organization } from '../../db/schema'
import { NotFound } from '../../errors'
import { readCode } from '../../lib/ids'
import { findCourse } from '../courses'
import { admit, hashed, orTooMany, triesQueries } from '../people'
import { type Actor, authorize, can } from '../policy'
import {
  type Certificate,
  certificateByCodeQuery,
  certificateQuery,
  certificatesInQuery,
  certificatesOfQuery,
} from './certificate-queries'

/** A certificate of one's own, or of somebody in a course that one looks after; NotFound for everybody else. */
export async function findCertificate(tenant: Tenant, actor: Actor, id: string): Promise<Certificate> {
  const [certificate] = await certificateQuery(tenant.db, id)
  if (!certificate || !can(actor, 'certificate.see', certificate)) throw new NotFound()
  return certificate
}

/** The same, with the organization's picture as it is drawn on paper: PNG or JPEG, else none. */
export async function findCertificateToPrint(tenant: Tenant, actor: Actor, id: string) {
  const { db } = tenant
  const [[certificate], [logo]] = await db.batch([
    certificateQuery(db, id),
    db
      .select({ key: media.key, type: media.type })
      .from(organization)
      .innerJoin(media, eq(media.id, organization.logoId))
      .limit(1),
  ])
  if (!certificate || !can(actor, 'certificate.see', certificate)) throw new NotFound()
  const isDrawn = logo?.type === 'image/png' || logo?.type === 'image/jpeg'
  const object = isDrawn ? ((await tenant.media.get(logo.key)) as R2ObjectBody | null) : null
  const picture = object ? new Uint8Array(await object.arrayBuffer()) : null
  return { certificate, picture }
}

/** One's own certificates page by page, newest first. */
export async function listOwnCertificates(tenant: Tenant, actor: Actor, page: PageAsked) {
  const rows = await certificatesOfQuery(tenant.db, actor.id, undefined, { ...page, size: page.size + 1 })
  return cutPage(rows, page.size, placeOf)
}

/** The certificates that a course has given page by page, newest first, for those who look after it. */
export async function listCourseCertificates(tenant: Tenant, actor: Actor, courseId: string, page: PageAsked) {
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.roster', { courseId })
  const rows = await certificatesInQuery(tenant.db, courseId, { ...page, size: page.size + 1 })
  return cutPage(rows, page.size, placeOf)
}

const placeOf = ({ issuedAt, id }: Certificate) => [issuedAt, id]

const HOUR = 3_600

/**
 * What anybody learns who holds a code, as typed; null where there is no such certificate. Whoever tries codes that are
 * none is sent away for a while (TooMany), and learns nothing then, also of those that are.
 */
export async function verifyCertificate(tenant: Tenant, typed: string, address: string): Promise<Certificate | null> {
  const { db } = tenant
  const code = readCode(typed) ?? ''
  const limits = await hashed(tenant, [{ key: `from:${address}`, most: 60, seconds: HOUR }])
  const [[certificate], ...tries] = await db.batch([
    certificateByCodeQuery(db, code),
    ...triesQueries(tenant, 'certificate', limits),
  ])
  orTooMany(tenant, limits, tries)
  if (!certificate) await admit(tenant, 'certificate', limits)
  return certificate ?? null
}
