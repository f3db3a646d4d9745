import { inquiryLetter } from '../../../views/mails/inquiry'
import { findInquiryForMail } from '../../domain/grades'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** What was asked about a grade, to those who mark in its course; what was answered, to its learner. */
export const inquiryMails: Composer = async (tenant, event) => {
  const { entryId } = event.payload
  const entry = typeof entryId === 'string' ? await findInquiryForMail(tenant, entryId) : null
  if (!entry) return []
  const { asked, by, title, text, courseId, userId, itemId } = entry
  const href = `${tenant.origin}${urls.learnerGrades(courseId, userId)}#grade-${itemId}`
  return entry.readers.map(({ id, name, email, locale }) => ({
    about: id,
    to: { email, locale },
    write: (reader) => inquiryLetter(reader, { asked, name, by: by ?? reader.t('inquiry.marker'), title, text, href }),
  }))
}
