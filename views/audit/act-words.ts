import type { MessageKey } from '../translate'
import type { View } from '../view'

/** Every act that the product records, as `audit.<act>` says it. */
export const auditedActs = (
  'act.undo announcement.edit announcement.export announcement.make announcement.withdraw annotation.remove annotation.write assignment.edit assignment.peers bank.add bank.bin bank.bring-back bank.category bank.category-remove bank.edit bank.keep bank.make ' +
  'bank.move bank.purge bank.question bank.restore bank.retire bank.tag bank.use-version calendar.close calendar.open certificate.reinstate certificate.revoke chat.close chat.leave chat.make chat.open comment.keep comment.remove course.archive course.bin course.bring-back ' +
  'course.create course.duplicate course.edit course.enroll course.export-grades course.export-roster course.grading course.import ' +
  'course.import-undo course.publish course.publish-drafts course.purge course.renew-code course.restore course.return course.role ' +
  'course.unpublish course.unpublish-drafts course.withdraw deadline.remove deadline.set draw.add draw.edit draw.remove grade.answer grade.count grade.excuse grade.override grade.reopen-question grade.settle-question grades.hold grades.import grades.lock grades.release grades.unlock group.add ' +
  'group.deal group.edit group.make group.manager group.remove group.restore group.take-out group.unmanage item.bin ' +
  'item.complete item.create item.edit item.move item.publish item.purge item.reopen item.restore item.rule ' +
  'item.schedule item.unpublish join-link.make join-link.revoke join-request.decide lesson.discard lesson.publish ' +
  'lesson.restore media.bin media.caption media.rename media.restore media.uncaption message.delete module.bin module.create ' +
  'forum.edit module.edit module.move module.publish module.purge module.restore module.rule module.schedule module.unpublish organization.close organization.edit ' +
  'organization.edit-admission organization.edit-identity organization.edit-logo organization.edit-post organization.edit-safety ' +
  'organization.found organization.reopen organization.retry organization.retry-all organization.take-courses organization.take-list peer-review.ask peer-review.exclude peer-review.hand-over peer-review.include people.undo ' +
  'person.accommodate person.accept-invitation person.add person.ask-email-change person.change-password person.confirm-email-change ' +
  'person.edit person.end-session person.end-sessions person.enroll person.group person.invite person.leave person.observe ' +
  'person.photo person.purge person.register person.reinstate person.reinvite person.remove person.remove-photo ' +
  'person.reset-password person.restore person.role person.send-reset person.sign-in-card person.sign-out person.suspend ' +
  'person.uninvite person.unobserve person.verify-email person.withdraw question.add question.edit question.move ' +
  'question.remove question.restore quiz.edit quiz.import quiz.import-undo quiz.override quiz.remove-override quiz.replace quiz.revoke-ruling quiz.rule quiz.survey reply.remove reply.restore report.resolve session.end question.choose question.newest ' +
  'response.mark rubric.bin rubric.edit rubric.make rubric.restore section.add section.edit section.move section.remove session.refuse session.start thread.lock thread.pin thread.purge thread.unlock thread.unpin submission.attach submission.count-lateness submission.detach submission.mark submission.waive-lateness token.create token.revoke'
).split(' ')

const known = new Set(auditedActs)

/** What was done, in the reader's words. */
export const actWords = ({ t }: View, act: string) => t((known.has(act) ? `audit.${act}` : 'audit.other') as MessageKey)
