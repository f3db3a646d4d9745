import { expect, test } from 'vitest'
import { type FetchRefused, guardedFetch, judgeUrl } from '../../worker/lib/guarded-fetch'

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fetched',
    (error) => (error as FetchRefused).reason.key,
  )
/** The other side, as a table of addresses. */
const internet = (answers: Record<string, (request: Request) => Response | Promise<Response>>) => {
  const calls: Request[] = []
  return {
    calls,
    fetch: async (request: Request) => {
      calls.push(request)
      return (answers[request.url] ?? (() => new Response('nothing', { status: 404 })))(request)
    },
  }
}
const sendOn =
  (location: string, status = 302) =>
  () =>
    new Response(null, { status, headers: { location } })

test('only public addresses over https are called', () => {
  for (const good of [
    'https://example.com/',
    'https://hooks.school.ac.uk/a?b=c',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://bücher.de/',
  ])
    expect(judgeUrl(good), good).toBeNull()
  for (const [url, key] of [
    ['http://example.com/', 'httpsOnly'],
    ['ftp://example.com/', 'httpsOnly'],
    ['file:///etc/passwd', 'httpsOnly'],
    ['example.com', 'noUrl'],
    ['https://a:b@example.com/', 'credentials'],
    ['https://example.com:8443/', 'port'],
  ] as const)
    expect(judgeUrl(url)?.key, url).toBe(`fetch.${key}`)
  for (const host of [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer.local',
    'db.internal',
    'router',
    'x.home.arpa',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:db8::1]',
    '[2001::1]',
    '127.0.0.1.nip.io',
    'localtest.me',
    '１２７.0.0.1',
  ])
    expect(judgeUrl(`https://${host}/`)?.key, host).toBe('fetch.notPublic')
  expect(judgeUrl('https://acme.lyceum.example.com/', (host) => host.endsWith('lyceum.example.com'))?.key).toBe(
    'fetch.notPublic',
  )
})

test('a redirect to the inside is refused before it is followed', async () => {
  const { calls, fetch } = internet({ 'https://a.com/': sendOn('https://169.254.169.254/latest/meta-data') })
  expect(await refusal(guardedFetch('https://a.com/', {}, { fetch }))).toBe('fetch.notPublic')
  expect(calls).toHaveLength(1)
  const down = internet({ 'https://a.com/': sendOn('http://a.com/') })
  expect(await refusal(guardedFetch('https://a.com/', {}, down))).toBe('fetch.httpsOnly')
})

test('three redirects are followed and a fourth is not', async () => {
  const chain = internet({
    'https://a.com/1': sendOn('/2'),
    'https://a.com/2': sendOn('/3'),
    'https://a.com/3': sendOn('/4'),
    'https://a.com/4': () => new Response('here'),
  })
  const got = await guardedFetch('https://a.com/1', {}, chain)
  expect([got.url, new TextDecoder().decode(got.body)]).toEqual(['https://a.com/4', 'here'])
  const loop = internet({ 'https://a.com/': sendOn('/') })
  expect(await refusal(guardedFetch('https://a.com/', {}, loop))).toBe('fetch.redirects')
  expect((await guardedFetch('https://a.com/', {}, { ...loop, maxRedirects: 0 })).status).toBe(302)
})

test('another host gets no credentials, the same host keeps them', async () => {
  const far = internet({ 'https://a.com/': sendOn('https://b.com/'), 'https://b.com/': () => new Response('b') })
  await guardedFetch(
    'https://a.com/',
    { headers: { authorization: 'Bearer x', cookie: 'a=b', 'x-api-key': 'y', accept: 'text/html' } },
    far,
  )
  expect([...far.calls[1]!.headers.keys()]).toEqual(['accept'])
  const near = internet({ 'https://a.com/': sendOn('/b', 307), 'https://a.com/b': () => new Response('b') })
  await guardedFetch('https://a.com/', { headers: { authorization: 'Bearer x' } }, near)
  expect(near.calls[1]!.headers.get('authorization')).toBe('Bearer x')
  const leak = internet({ 'https://a.com/': sendOn('https://b.com/', 308) })
  expect(await refusal(guardedFetch('https://a.com/', { method: 'POST', body: 'secret' }, leak))).toBe(
    'fetch.redirects',
  )
})

test('an answer that is too large, too slow or broken is cut off', async () => {
  const endless = () => new Response(new ReadableStream({ pull: (out) => out.enqueue(new Uint8Array(65_536)) }))
  const silent = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
  const other = internet({
    'https://a.com/endless': endless,
    'https://a.com/silent': silent,
    'https://a.com/liar': () => new Response('x', { headers: { 'content-length': '99999999' } }),
    'https://a.com/broken': () => Promise.reject(new TypeError('reset')),
  })
  expect(await refusal(guardedFetch('https://a.com/endless', {}, { ...other, maxBytes: 500_000 }))).toBe(
    'fetch.tooLarge',
  )
  expect(await refusal(guardedFetch('https://a.com/liar', {}, other))).toBe('fetch.tooLarge')
  expect(await refusal(guardedFetch('https://a.com/silent', {}, { ...other, timeout: 50 }))).toBe('fetch.slow')
  expect(await refusal(guardedFetch('https://a.com/broken', {}, other))).toBe('fetch.failed')
})
