import { receiptLetter } from '../../../views/mails/receipt'
import { findReceipt } from '../../domain/assignments'
import { findPersonForMail } from '../../domain/people'
import { urls } from '../../urls'
import type { Composer } from './letter'

/** To whoever has handed something in: what arrived, and when. */
export const receiptMail: Composer = async (tenant, event) => {
  const { submissionId } = event.payload
  const receipt = typeof submissionId === 'string' ? await findReceipt(tenant, submissionId) : null
  const person = receipt && (await findPersonForMail(tenant, receipt.userId))
  if (!receipt || !person?.email || person.verifiedAt === null) return []
  return [
    {
      to: { email: person.email, locale: person.locale },
      write: (reader) =>
        receiptLetter(reader, {
          ...receipt,
          name: person.name,
          zone: person.zone || receipt.zone,
          href: tenant.origin + urls.assignment(receipt.itemId),
        }),
    },
  ]
}
