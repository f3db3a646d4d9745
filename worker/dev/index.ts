import type { Env } from '../env'
import { worker } from '../worker'
import { devDoors } from './doors'
import { keptMailer } from './kept-mail'

export { Chat } from '../live/chat'
export { Clock } from '../live/clock'
export { Forum } from '../live/forum'
export { Roster } from '../live/roster'

/** The time a test asked for, so that it can live through a deadline. */
const movedClock = (request?: Request) => Number(request?.headers.get('X-Lyceum-Now')) || Date.now()

const lyceum = worker({ now: movedClock, mailer: keptMailer })

export default {
  ...lyceum,
  async fetch(request: Request<unknown, IncomingRequestCfProperties>, env: Env, context: ExecutionContext) {
    const answer = await devDoors(request, env)
    return answer ?? lyceum.fetch!(request, env, context)
  },
} satisfies ExportedHandler<Env, never>
