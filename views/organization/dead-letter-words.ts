import type { MessageKey } from '../translate'
import type { View } from '../view'

/** Who reads the outbox, as `deadLetters.reader.<name>` says what it was about to do. */
export const toldReaders = [
  'access',
  'completions',
  'roster',
  'certificates',
  'everyone',
  'directory',
  'invitations',
  'lateness',
  'mail',
  'notifications',
  'peers',
  'sign-in-hints',
]

/** The acts that somebody reads, as `deadLetters.event.<name>` says what had happened. */
export const toldEvents = (
  'announcement.opened attempt.marked attempt.submitted certificate.issued course.completed course.published course.settling dates.moved enrollment.created enrollment.returned enrollment.role-given ' +
  'enrollment.withdrawn grade.answered grade.asked grade.excused grade.overridden grade.given grade.recounted grade.released grades.unlocked group.left group.removed import.applied import.undone item.completed item.published item.reopened join-request.made join-request.told ' +
  'lesson.problem-reported module.completed module.published organization.renamed organization.reopened peer-review.asked peer-review.given peer-review.received peer-review.steered peers.set people.remove people.role people.sign-out people.suspend people.undone ' +
  'person.accommodated person.email-change-asked person.email-changed person.forgot-password person.invited person.left person.password-changed ' +
  'person.registering person.requested person.verification-asked quiz.recounting reach.moved session.ended submission.handed-in submission.released ' +
  'user.activated user.email-given user.erased'
).split(' ')

const [readers, events] = [new Set(toldReaders), new Set(toldEvents)]

/** What should have been done: "Send the mail". */
export const readerTask = ({ t }: View, reader: string) =>
  t((readers.has(reader) ? `deadLetters.reader.${reader}` : 'deadLetters.reader.other') as MessageKey)

/** What had happened before: "Somebody was invited". */
export const followedAct = ({ t }: View, event: string) =>
  t((events.has(event) ? `deadLetters.event.${event}` : 'deadLetters.event.other') as MessageKey)
