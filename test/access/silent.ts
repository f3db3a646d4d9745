/** Doors through which something is written and nothing recorded for the admins, each with its reason. */
const own = 'what one does for oneself, kept where it was done'
const draft = 'a draft: what learners read changes when it is published, and that is recorded'
const view = 'changes what one sees oneself'
const nothing = 'asked of nobody it concerns: nothing changed'
export const silent: Record<string, string> = {
  'POST /courses/:id/membership': own,
  'POST /courses/:id/request': own,
  'DELETE /courses/:id/request': own,
  'POST /assignments/:id/submissions': own,
  'POST /assignments/:id/draft': own,
  'PUT /assignments/:id/draft': own,
  'POST /quizzes/:id/attempts': own,
  'PUT /attempts/:id/responses': own,
  'PUT /attempts/:id/responses/:version': own,
  'POST /attempts/:id/submission': own,
  'POST /items/:id/next': own,
  'POST /items/:id/reports': own,
  'PUT /items/:id/note': own,
  'POST /forgot-password': own,
  'POST /verification-mails': own,
  'POST /items/:id/blocks': draft,
  'DELETE /items/:id/blocks/:block': draft,
  'DELETE /items/:id/draft': draft,
  'PUT /submissions/:id/mark': draft,
  'POST /locale': view,
  'POST /organization/checklist/dismissal': view,
  'DELETE /organization/checklist/dismissal': view,
  'PUT /organization/checklist/:step': view,
  'POST /people/acts': nothing,
  'POST /sample-course/:id/restoration': nothing,
  'PUT /organization/admission': nothing,
  'DELETE /groups/:id/members/:userId': nothing,
  'DELETE /groups/:id/managers/:userId': nothing,
  'DELETE /people/:id/photo': nothing,
  'DELETE /me/photo': nothing,
  'DELETE /organization/logo': nothing,
}
