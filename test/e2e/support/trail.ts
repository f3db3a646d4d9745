import type { Page } from 'playwright-core'

/** A request; `SOCKET` where a page holds a line open. */
type Step = { method: string; path: string }
export type Answer = Step & { status: number /** Where it led in the end. */; at: string; text: string }

/** Every request that people made to their organization, once each, but for what is the same for everybody. */
export function recordTrail(...pages: Page[]): () => Step[] {
  const steps = new Map<string, Step>()
  const add = (method: string, address: string) => {
    const { hostname, pathname, search } = new URL(address)
    if (hostname.split('.').length < 3 || /^\/(assets|dev)\//.test(pathname)) return
    steps.set(`${method} ${pathname}${search}`, { method, path: pathname + search })
  }
  for (const page of pages) {
    page.context().on('request', (request) => add(request.method(), request.url()))
    page.on('websocket', (socket) => add('SOCKET', socket.url()))
  }
  return () => [...steps.values()]
}

/** What comes of every step where somebody else takes it, on the host and with the cookies of their own. */
export async function retrace(page: Page, steps: Step[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let i = 0; i < steps.length; i += 6)
    answers.push(...(await Promise.all(steps.slice(i, i + 6).map((step) => take(page, step)))))
  return answers
}

const take = (page: Page, step: Step): Promise<Answer> =>
  page.evaluate(async ({ method, path }) => {
    if (method === 'SOCKET') {
      const socket = new WebSocket(path)
      const isOpen = await new Promise<boolean>((resolve) => {
        socket.onopen = () => resolve(true)
        socket.onerror = () => resolve(false)
      })
      socket.close()
      return { method, path, status: isOpen ? 101 : 404, at: path, text: '' }
    }
    const answer = await fetch(path, { method })
    return { method, path, status: answer.status, at: new URL(answer.url).pathname, text: await answer.text() }
  }, step)

/** Whether a step names something of the organization: an id or a code. */
export const namesSomething = ({ path }: Step) => /[0-9a-f]{8}-[0-9a-f]{4}-|code=|\/verify\/./.test(path)
