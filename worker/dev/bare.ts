import { WorkerEntrypoint } from 'cloudflare:workers'

/**
 * The bare counterpart of a page: the same statements in the same number of trips through the same cell, and a stored body of the same size.
 * A Worker of its own; `POST /` teaches it what to ask and to answer.
 */
type Taught = { slot: string; trips: { sql: string; params: unknown[] }[][]; body: string }
type Bindings = { CELL_0001: { open: (slot: string) => { batch: (statements: unknown[]) => Promise<unknown> } } }

const taught = new Map<string, Taught>()

export default class extends WorkerEntrypoint<Bindings> {
  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      taught.set(pathname, (await request.json()) as Taught)
      return new Response('taught')
    }
    const page = taught.get(pathname)
    if (!page) return new Response('not taught', { status: 404 })
    const slot = this.env.CELL_0001.open(page.slot)
    for (const statements of page.trips) await slot.batch(statements)
    return new Response(page.body, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  }
}
