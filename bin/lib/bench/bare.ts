import { type Ask, ask } from './load.ts'
import { bareHost } from './workerd.ts'

type Statement = { sql: string; params: unknown[] }
type Recorded = { status: number; trips: { statements: Statement[]; rowsRead: number }[]; body: string }

/** What a page asks of its database, trip by trip, and what it answers. */
export async function record(port: number, page: Ask): Promise<Recorded> {
  const { body } = await ask(port, { ...page, headers: { ...page.headers, 'x-record': '1' } })
  const recorded = JSON.parse(body.toString()) as Recorded
  if (recorded.status !== 200) throw new Error(`${page.path} answered ${recorded.status}`)
  return recorded
}

/** Teaches the bare Worker to ask and to answer the same at a path of its own. */
export async function teach(port: number, path: string, trips: Statement[][], body: string): Promise<Ask> {
  const taught = JSON.stringify({ slot: 'T0000', trips, body })
  await ask(port, { method: 'POST', path, host: bareHost, body: taught })
  return { path, host: bareHost }
}
