import { reopenedMails } from './mails/closing'
import { emailChangeMails } from './mails/email-change'
import { invitationMails } from './mails/invitation'
import type { Composer } from './mails/letter'
import { passwordChangedMail, resetMail } from './mails/passwords'
import { receiptMail } from './mails/receipt'
import { approvedMail, declinedMails, registrationMail } from './mails/registration'
import { verificationMail } from './mails/verification'

/** Which events are followed by mails that come whatever one chose: ways in, receipts. All others are notifications. Each composer says who is written to; the words are in views/mails. */
export const composers: Record<string, Composer> = {
  'user.email-given': verificationMail,
  'person.verification-asked': verificationMail,
  'person.invited': invitationMails,
  'person.forgot-password': resetMail,
  'person.password-changed': passwordChangedMail,
  'person.email-change-asked': emailChangeMails,
  'person.registering': registrationMail,
  'user.activated': approvedMail,
  'people.remove': declinedMails,
  'submission.handed-in': receiptMail,
  'organization.reopened': reopenedMails,
}
