import { certificateMail } from './mails/certificates'
import { reopenedMails } from './mails/closing'
import { emailChangeMails } from './mails/email-change'
import { inquiryMails } from './mails/inquiry'
import { invitationMails } from './mails/invitation'
import { joinDecisionLetter } from './mails/join-request'
import type { Composer } from './mails/letter'
import { passwordChangedMail, resetMail } from './mails/passwords'
import { problemReportMails } from './mails/problem-report'
import { receiptMail } from './mails/receipt'
import { approvedMail, declinedMails, registrationMail, waitingMails } from './mails/registration'
import { verificationMail } from './mails/verification'

/** Which events are followed by mails. Each composer says who is written to; the words are in views/mails. */
export const composers: Record<string, Composer> = {
  'user.email-given': verificationMail,
  'person.verification-asked': verificationMail,
  'person.invited': invitationMails,
  'person.forgot-password': resetMail,
  'person.password-changed': passwordChangedMail,
  'person.email-change-asked': emailChangeMails,
  'certificate.issued': certificateMail,
  'person.registering': registrationMail,
  'person.requested': waitingMails,
  'user.activated': approvedMail,
  'people.remove': declinedMails,
  'lesson.problem-reported': problemReportMails,
  'submission.handed-in': receiptMail,
  'grade.asked': inquiryMails,
  'grade.answered': inquiryMails,
  'join-request.told': joinDecisionLetter,
  'organization.reopened': reopenedMails,
}
