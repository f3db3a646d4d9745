import { browse } from './browser'
import type { School } from './school'

/** Opens a socket as the browser would, and keeps what it hears. */
export async function listenAt<News>(
  { platform, tenant }: Pick<School, 'platform' | 'tenant'>,
  actor: Parameters<typeof browse>[2],
  path: string,
  headers: Record<string, string> = {},
) {
  const browser = await browse(platform, tenant, actor)
  const answer = await browser.get(path, { Upgrade: 'websocket', ...headers })
  const heard: News[] = []
  const closed: number[] = []
  const socket = answer.webSocket
  socket?.accept()
  socket?.addEventListener('message', ({ data }) => {
    heard.push(JSON.parse(String(data)))
  })
  socket?.addEventListener('close', ({ code }) => {
    closed.push(code)
  })
  return { status: answer.status, heard, closed, socket, browser }
}

export async function until(holds: () => boolean) {
  for (let i = 0; i < 400 && !holds(); i++) await new Promise((done) => setTimeout(done, 10))
}
