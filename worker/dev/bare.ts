import { WorkerEntrypoint } from 'cloudflare:workers'
import type { Cell } from '../../tenants/cell'
import type { Trip } from './recorder'

/**
 * The bare counterpart of a page: the same statements in the same number of trips through the same cell, and a stored body of the same size.
 * A Worker of its own; `POST` to a path teaches it what to ask and to answer there.
 */
type Taught = { slot: string; trips: Trip['statements'][]; body: string }

const taught = new Map<string, Taught>()

export default class extends WorkerEntrypoint<{ CELL_0001: Service<Cell> }> {
  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      taught.set(pathname, (await request.json()) as Taught)
      return new Response('taught')
    }
    const page = taught.get(pathname)
    if (!page) return new Response('not taught', { status: 404 })
    if (page.trips.length > 0) {
      const slot = this.env.CELL_0001.open(page.slot)
      for (const statements of page.trips) await slot.batch(statements)
      ;(slot as unknown as Disposable)[Symbol.dispose]()
    }
    return new Response(page.body, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  }
}
