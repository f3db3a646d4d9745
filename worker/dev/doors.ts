import { html } from 'hono/html'
import { findRecordByHostname } from '../../tenants/directory/records'
import { registerCell } from '../../tenants/grow'
import { migrateDirectory } from '../../tenants/migrate-directory'
import { openPlatform } from '../../tenants/platform'
import { lyceum } from '../app'
import type { Env } from '../env'
import { asset } from '../lib/assets'
import { keptMailer, listKeptMails, type MailOwner, readKeptMail } from './kept-mail'
import { type SeedOptions, seed } from './seed'

const SLOTS = 64

/** What only development has: making the databases, and reading the mails that nobody sent. */
export async function devDoors(request: Request, env: Env): Promise<Response | null> {
  const { hostname, pathname, searchParams } = new URL(request.url)
  if (pathname === '/dev/prepare' && request.method === 'POST')
    return searchParams.has('aloud') ? prepareAloud(env, searchParams) : Response.json(await prepare(env, searchParams))
  if (pathname === '/dev/doors.json') return Response.json(routerTable())
  if (/^\/dev\/mail(?:\.json|\/.*)?$/.test(pathname)) return mailDoor(env, hostname, pathname)
  return null
}

/** The platform's site shows every mail, an organization's host those of whoever has it now. */
async function mailDoor(env: Env, hostname: string, pathname: string): Promise<Response> {
  const platform = openPlatform(env, { now: () => Date.now(), mailer: keptMailer })
  const ofPlatform = hostname === platform.origin.hostname
  const record = ofPlatform ? null : await findRecordByHostname(platform.directory, hostname)
  if (!ofPlatform && !record) return page(html`<h1>Nobody has this address</h1>`, 404)
  const owner = record && { tenantId: record.id }
  if (pathname === '/dev/mail.json') return Response.json(await listKeptMails(env, owner))
  if (pathname === '/dev/mail') return mailbox(env, owner)
  return mailPage(env, owner, decodeURIComponent(pathname.slice('/dev/mail/'.length)))
}

type Say = (step: string) => void

/** Makes the directory and, unless told not to, the sample organization. Does nothing that is done already. */
async function prepare(env: Env, wanted: URLSearchParams, say?: Say) {
  say?.('the databases')
  await migrateDirectory(env.DIRECTORY)
  const platform = openPlatform(env, { now: () => Date.now(), mailer: keptMailer })
  await registerCell(platform.directory, 1, Number(wanted.get('slots')) || SLOTS, platform.now())
  const report = wanted.get('seed') === 'no' ? null : await seed(platform, { ...(await seedOptions(env, wanted)), say })
  return { ready: true, seed: report }
}

/** The same, told as it goes: a line of JSON a step, and the last says how it ended. */
function prepareAloud(env: Env, wanted: URLSearchParams): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const lines = writable.getWriter()
  const write = (line: object) => lines.write(new TextEncoder().encode(`${JSON.stringify(line)}\n`)).catch(() => {})
  prepare(env, wanted, (step) => void write({ step }))
    .catch((error) => ({ error: String(error) }))
    .then(async (end) => {
      await write(end)
      await lines.close()
    })
    .catch(() => {})
  return new Response(readable, { headers: { 'Content-Type': 'application/x-ndjson' } })
}

/** Every door of an organization and of the platform's own site, so that sweeps of the browser miss none. */
function routerTable(): Record<'school' | 'platform', string[]> {
  const { school, platform } = lyceum({ now: () => 0, mailer: keptMailer })
  const doorsOf = ({ routes }: typeof school) => [
    ...new Set(routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
  ]
  return { school: doorsOf(school), platform: doorsOf(platform) }
}

async function seedOptions(env: Env, wanted: URLSearchParams): Promise<SeedOptions> {
  const archive = await env.ASSETS.fetch(`https://assets.local${asset('courses/how-to-learn-online.zip')}`)
  return {
    learners: Number(wanted.get('learners')) || 0,
    courses: Number(wanted.get('courses')) || 0,
    items: Number(wanted.get('items')) || 0,
    graded: Number(wanted.get('graded')) || 0,
    sample: new Uint8Array(await archive.arrayBuffer()),
  }
}

async function mailbox(env: Env, owner: MailOwner): Promise<Response> {
  const mails = await listKeptMails(env, owner)
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const rows = mails.map(
    ({ id, subject, to, sentAt }) =>
      html`<li><a href="/dev/mail/${id}">${subject}</a><div class="small muted">${when.format(sentAt)} UTC</div><span class="below">${to}</span></li>`,
  )
  return page(html`<div class="page-head"><div><h1>Mails</h1>
    <p>In development no mail leaves: ${String(mails.length)} kept${owner ? ' of this organization' : ''}, newest first.</p></div></div>
    <ul class="rows" role="list">${rows}</ul>`)
}

/** The letter stands in a frame, so that neither takes the other's style. */
async function mailPage(env: Env, owner: MailOwner, id: string): Promise<Response> {
  const mail = await readKeptMail(env, owner, id)
  if (!mail) return page(html`<h1>No such mail</h1><p><a href="/dev/mail">All mails</a></p>`, 404)
  return page(html`<nav class="crumbs"><a href="/dev/mail">All mails</a></nav><h1>${mail.subject}</h1>
    <p class="small muted">To ${mail.to}, from ${mail.from.name} &lt;${mail.from.email}&gt;</p>
    <iframe class="panel" title="The mail" srcdoc="${mail.html.replace('<head>', '<head><base target="_top">')}"></iframe>
    <section class="section"><h2>Plain text</h2><pre>${mail.text}</pre></section>`)
}

async function page(body: unknown, status = 200): Promise<Response> {
  const document =
    await html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Development mail</title><link rel="stylesheet" href="${asset('css/lyceum.css')}">
    <style>main{padding-block:32px}iframe{inline-size:100%;block-size:34rem;margin-block:20px 32px}pre{margin-block-start:12px;white-space:pre-wrap}</style>
    <main class="narrow">${body}</main></html>`
  return new Response(String(document), { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
