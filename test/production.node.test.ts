import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../bin/lib/build.ts'

const folder = mkdtempSync(join(tmpdir(), 'lyceum-production-'))
let code = ''

beforeAll(async () => {
  await build()
  const options = ['deploy', '--env', 'production', '--dry-run', '--outdir', folder]
  execFileSync('node_modules/.bin/wrangler', options, {
    stdio: 'pipe',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  })
  code = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is deployed', () => {
  test('is the Worker', () => {
    expect(code.length).toBeGreaterThan(500_000)
    const known = ['/sign-in', 'X-Request-Id', 'Strict-Transport-Security', 'course.edit']
    expect(known.filter((text) => !code.includes(text))).toEqual([])
  })

  test('has nothing of development in it: no door, no clock to move, no seed, no bench, no kept mail', () => {
    const development = [
      'worker/dev/',
      '/dev/',
      'X-Lyceum-Now',
      'X-Record',
      'acme.example',
      'a quiet reading room',
      'Acme Academy',
      'Lindgren',
      'seed-acme',
      'keptMailer',
      'recordingSlot',
      'bareHost',
    ]
    expect(development.filter((text) => code.includes(text))).toEqual([])
  })

  test('runs no text as code and lets no page do so', () => {
    expect(code).not.toMatch(/unsafe-eval/)
    expect([...code.matchAll(/[^.\w]eval\(/g)].length).toBe(0)
  })
})

describe('what lies in front of the Worker', () => {
  const headers = readFileSync('dist/public/_headers', 'utf8')

  test('carries the headers that pages carry', () => {
    const source = readFileSync('worker/http/security-headers.ts', 'utf8')
    const own = [...source.matchAll(/'([A-Z][\w-]+)', '([^']+)'/g)].map(([, name, value]) => `${name}: ${value}`)
    const wanted = own.filter((line) => !line.startsWith('Cache-Control'))
    expect(wanted.length).toBeGreaterThan(5)
    expect(wanted.filter((line) => !headers.includes(line))).toEqual([])
  })
})
