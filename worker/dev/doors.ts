import { html, raw } from 'hono/html'
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
  if (pathname === '/dev/prepare' && request.method === 'POST') return prepare(env, searchParams)
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

/** Makes the directory and, unless told not to, the sample organization. Does nothing that is done already. */
async function prepare(env: Env, wanted: URLSearchParams): Promise<Response> {
  await migrateDirectory(env.DIRECTORY)
  const platform = openPlatform(env, { now: () => Date.now(), mailer: keptMailer })
  await registerCell(platform.directory, 1, Number(wanted.get('slots')) || SLOTS, platform.now())
  const report = wanted.get('seed') === 'no' ? null : await seed(platform, await seedOptions(env, wanted))
  return Response.json({ ready: true, seed: report })
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
    sample: new Uint8Array(await archive.arrayBuffer()),
  }
}

async function mailbox(env: Env, owner: MailOwner): Promise<Response> {
  const mails = await listKeptMails(env, owner)
  const rows = mails.map(
    (mail) =>
      html`<tr><td>${new Date(mail.sentAt).toISOString()}</td><td>${mail.to}</td><td><a href="/dev/mail/${mail.id}">${mail.subject}</a></td></tr>`,
  )
  return page(html`<h1>Mails</h1><p>In development no mail leaves: ${String(mails.length)} kept${owner ? ' of this organization' : ''}, newest first.</p>
    <table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>`)
}

async function mailPage(env: Env, owner: MailOwner, id: string): Promise<Response> {
  const mail = await readKeptMail(env, owner, id)
  if (!mail) return page(html`<h1>No such mail</h1><p><a href="/dev/mail">All mails</a></p>`, 404)
  return page(html`<p><a href="/dev/mail">All mails</a></p><h1>${mail.subject}</h1>
    <p>To ${mail.to}, from ${mail.from.name} &lt;${mail.from.email}&gt;</p>
    <article>${raw(mail.html)}</article><h2>Plain text</h2><pre>${mail.text}</pre>`)
}

async function page(body: unknown, status = 200): Promise<Response> {
  const document =
    await html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Development mail</title><meta name="color-scheme" content="light dark">${body}</html>`
  return new Response(String(document), { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
