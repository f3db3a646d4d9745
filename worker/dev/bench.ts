import { findRecordByHostname } from '../../tenants/directory/records'
import { hostnameOf, openPlatform } from '../../tenants/platform'
import { openTenant } from '../../tenants/tenant'
import type { Env } from '../env'
import { worker } from '../worker'
import { devDoors } from './doors'
import { prepareExam, readExam, unread } from './exam'
import { keptMailer } from './kept-mail'
import { recordingSlot, takeTrips } from './recorder'

export { Chat } from '../live/chat'
export { Clock } from '../live/clock'
export { Forum } from '../live/forum'
export { Roster } from '../live/roster'

let recording = false

/** The app as benches run it: development's doors to prepare and seed, and one that tells what a page asked of its database. */
const lyceum = worker({
  now: () => Date.now(),
  mailer: keptMailer,
  seams: { slot: (opened) => (recording ? recordingSlot(opened) : opened) },
})

export default {
  ...lyceum,
  async fetch(request: Request<unknown, IncomingRequestCfProperties>, env: Env, context: ExecutionContext) {
    if (request.headers.has('X-Record')) return record(request, env, context)
    if (new URL(request.url).pathname === '/dev/exam') return exam(request, env)
    if (request.url.includes('/dev/')) return (await devDoors(request, env)) ?? new Response(null, { status: 404 })
    return lyceum.fetch!(request, env, context)
  },
} satisfies ExportedHandler<Env, never>

/** Makes the exam of its bench, or tells what is kept of it. */
async function exam(request: Request, env: Env): Promise<Response> {
  const platform = openPlatform(env, { now: () => Date.now(), mailer: keptMailer })
  const tenant = await openTenant(
    platform,
    (await findRecordByHostname(platform.directory, hostnameOf(platform, 'acme')))!,
  )
  const { searchParams } = new URL(request.url)
  if (searchParams.has('unread')) return Response.json({ unread: await unread(tenant) })
  const quiz = searchParams.get('quiz')
  return Response.json(quiz ? await readExam(tenant, quiz) : await prepareExam(tenant))
}

/** Answers a page together with the statements it asked, a list a trip. */
async function record(
  request: Request<unknown, IncomingRequestCfProperties>,
  env: Env,
  context: ExecutionContext,
): Promise<Response> {
  recording = true
  takeTrips()
  const answer = await lyceum.fetch!(request, env, context)
  const body = await answer.text()
  recording = false
  return Response.json({ status: answer.status, trips: takeTrips(), body })
}
