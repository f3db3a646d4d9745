import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ask } from './load.ts'
import type { SchoolAt } from './school.ts'

export type Kind = 'html' | 'css' | 'js' | 'font' | 'image' | 'other'
/** Requests, and bytes of compressed bodies, since `forget`. */
export type Sent = { requests: number; bytes: Record<Kind, number> }
export type Front = { port: number; sent: () => Sent; forget: (cookie: string) => void; stop: () => Promise<void> }

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Stands before the app as Cloudflare does: serves what lies in dist/public, and compresses. Everybody is who `forget` says. */
export async function openFront({ port: app, host }: SchoolAt): Promise<Front> {
  let cookie = ''
  let sent: Sent = nothing()
  const server = createServer(async (request, response) => {
    const path = request.url!
    const { status, type, headers, body } = path.startsWith('/assets/')
      ? await readAsset(path)
      : await askApp(app, { path, host, headers: { cookie } })
    const packed = /^(?:text|application)\/|svg/.test(type) ? gzipSync(body) : body
    sent.requests += 1
    sent.bytes[kindOf(type)] += packed.length
    const encoding = packed === body ? {} : { 'content-encoding': 'gzip' }
    response.writeHead(status, { ...headers, ...encoding, 'content-type': type, 'content-length': packed.length })
    response.end(packed)
  })
  const port = await listen(server)
  return {
    port,
    sent: () => sent,
    forget(as) {
      cookie = as
      sent = nothing()
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const nothing = (): Sent => ({ requests: 0, bytes: { html: 0, css: 0, js: 0, font: 0, image: 0, other: 0 } })

async function readAsset(path: string) {
  const type = types[extname(path)] ?? 'application/octet-stream'
  return {
    status: 200,
    type,
    headers: { 'cache-control': 'immutable' },
    body: await readFile(join('dist/public', path)),
  }
}

async function askApp(port: number, what: Parameters<typeof ask>[1]) {
  const { status, headers, body } = await ask(port, what)
  const {
    'content-type': type = '',
    'content-length': _,
    'transfer-encoding': __,
    'set-cookie': ___,
    ...rest
  } = headers
  return { status, type, headers: rest, body }
}

function kindOf(type: string): Kind {
  const kinds: [Kind, RegExp][] = [
    ['html', /html/],
    ['css', /css/],
    ['js', /javascript/],
    ['font', /font/],
    ['image', /image/],
  ]
  return kinds.find(([, shape]) => shape.test(type))?.[0] ?? 'other'
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
