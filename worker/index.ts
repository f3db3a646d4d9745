import { cloudflareMailer } from '../tenants/mail'
import { worker } from './worker'

export { Clock } from './live/clock'
export { Roster } from './live/roster'

export default worker({
  now: () => Date.now(),
  mailer: (env) => cloudflareMailer(env.EMAIL),
})
