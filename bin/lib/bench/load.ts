import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; ms: number }
export type Ask = { method?: string; path: string; host: string; headers?: OutgoingHttpHeaders; body?: string }

/** One request to loopback with the Host that is asked for. */
export function ask(
  port: number,
  { method = 'GET', path, host, headers = {}, body }: Ask,
  agent?: Agent,
): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, agent, headers: { host, ...headers } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            headers: answer.headers,
            body: Buffer.concat(chunks),
            ms: performance.now() - startedAt,
          }),
        )
        answer.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export type Load = { perSecond: number; p50: number; p95: number; p99: number; failures: number; asked: number }

/** Asks the same thing over `connections` for `seconds`, as fast as it is answered. */
export async function load(port: number, what: Ask, { connections = 16, seconds = 3 } = {}): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let failures = 0
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const { status, ms } = await ask(port, what, agent)
        if (status !== 200) failures += 1
        times.push(ms)
      }
    }),
  )
  const elapsed = (performance.now() - startedAt) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return {
    perSecond: times.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failures,
    asked: times.length,
  }
}

/** Runs `tasks` with at most `together` of them under way. */
export async function together<T>(tasks: (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = new Array(tasks.length)
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < tasks.length) {
        const mine = next++
        results[mine] = await tasks[mine]!()
      }
    }),
  )
  return results
}
