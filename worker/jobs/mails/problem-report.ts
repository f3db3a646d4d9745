import { problemReported } from '../../../views/mails/problem-reported'
import { findReportForMail } from '../../domain/lessons'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To those who teach the course: what a learner found wrong or unclear, and where. */
export const problemReportMails: Composer = async (tenant, event) => {
  const { reportId } = event.payload
  const report = typeof reportId === 'string' ? await findReportForMail(tenant, reportId) : null
  if (!report) return []
  return report.authors.map((author) => ({
    about: author.id,
    to: { email: author.email, locale: author.locale },
    write: (reader) =>
      problemReported(reader, {
        name: author.name,
        by: report.by,
        lesson: report.lesson,
        text: report.text,
        block: report.block,
        version: report.versionNumber,
        href: `${tenant.origin}${urls.lessonEdit(report.itemId)}#report-${report.id}`,
      }),
  }))
}
