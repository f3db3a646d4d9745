import { cloudflareMailer } from '../tenants/mail-cloudflare'
import { httpMailer } from '../tenants/mail-http'
import { worker } from './worker'

export { Chat } from './live/chat'
export { Clock } from './live/clock'
export { Forum } from './live/forum'
export { Roster } from './live/roster'

export default worker({
  now: () => Date.now(),
  mailer: ({ MAIL_URL, MAIL_TOKEN, EMAIL }) =>
    MAIL_URL ? httpMailer({ url: MAIL_URL, token: MAIL_TOKEN ?? '' }) : cloudflareMailer(EMAIL),
})
