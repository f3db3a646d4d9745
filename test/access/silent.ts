/** Doors through which something is written and nothing recorded for the admins, each with its reason. */
const own = 'what one does for oneself, kept where it was done'
const draft = 'a draft: what learners read changes when it is published, and that is recorded'
const view = 'changes what one sees oneself'
const later = 'a job carries it out, and records what became of it'
const talk = 'what people say to each other stands in the room, with who said it and when'
const nothing = 'asked of nobody it concerns: nothing changed'
const said = 'stands where it was said, with who said it and what it said before'
export const silent: Record<string, string> = {
  'POST /announcements/:id/reading': own,
  'POST /forums/:id/threads': said,
  'POST /forums/:id/threads/:thread/replies': said,
  'POST /forums/:id/threads/:thread/reading': view,
  'PUT /forums/:id/replies/:reply': said,
  'POST /forums/:id/replies/:reply/reactions': said,
  'POST /assignments/:id/submissions': own,
  'PUT /assignments/:id/reviews/:review': own,
  'POST /assignments/:id/reviews/:review/submission': own,
  'POST /assignments/:id/draft': own,
  'PUT /assignments/:id/draft': own,
  'PUT /attempts/:id/responses/:version': own,
  'POST /attempts/:id/log': own,
  'PUT /attempts/:id/break': own,
  'POST /attempts/:id/submission': own,
  'POST /items/:id/reports': own,
  'PUT /items/:id/note': own,
  'POST /notifications/:id/reading': view,
  'PUT /me/notifications': view,
  'POST /me/devices': view,
  'DELETE /me/devices/:id': view,
  'POST /forgot-password': own,
  'POST /verification-mails': own,
  'POST /items/:id/blocks': draft,
  'DELETE /items/:id/blocks/:block': draft,
  'PUT /submissions/:id/mark': draft,
  'PUT /attempts/:id/responses/:version/mark': draft,
  'POST /organization/checklist/dismissal': view,
  'PUT /organization/checklist/:step': view,
  'POST /sample-course/:id/restoration': nothing,
  'DELETE /uploads/:id': own,
  'POST /groups/:id/seat': own,
  'POST /chat/:id/messages': talk,
  'PUT /chat/:id/messages/:messageId': talk,
  'POST /chat/:id/reactions': talk,
  'POST /chat/:id/reading': view,
  'POST /chat/:id/mute': view,
  'DELETE /chat/:id/mute': view,
  'POST /join/:code/use': own,
  'POST /imports/:id/application': later,
  'POST /items/:id/blocks/:block/copies': draft,
  'PUT /items/:id/blocks/:block/position': draft,
}
