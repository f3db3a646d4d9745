import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tenantEvents, tenants } from '../../tenants/directory/schema'
import { GRACE_MS } from '../../tenants/purge'
import type { TenantMessage } from '../../tenants/tenant-queue'
import { users } from '../../worker/db/schema'
import { drain } from '../../worker/jobs/drain'
import { runPlatformJob } from '../../worker/jobs/platform-jobs'
import { hashPassword } from '../../worker/lib/password'
import { urls } from '../../worker/urls'
import { type Browser, browse, browserAt } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

const password = 'a quiet reading room'
let school: School
let olga: Browser
let sent: TenantMessage[]

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  const queue = { send: async (message: TenantMessage) => void sent.push(message) }
  platform.env = { ...platform.env, QUEUE: queue as unknown as Queue<TenantMessage> }
  await tenant.db.update(users).set({ passwordHash: await hashPassword(password, platform.passwordCost) })
  await tenant.db.update(users).set({ role: 'owner' }).where(eq(users.id, cast.zed.id))
  olga = await browse(platform, tenant, cast.olga)
})
beforeEach(() => {
  sent = []
  school.platform.mails.length = 0
})

const stateOf = async () =>
  (await school.platform.directory.select().from(tenants).where(eq(tenants.id, school.tenant.id)))[0]!.state
const close = (fields = {}) => olga.post(urls.closure(), { name: ' acme ACADEMY', password, ...fields })
const reopen = (name: string, word = password) =>
  browserAt(school.platform, school.tenant.origin).post(urls.reopening(), { name, password: word })

describe('an owner who closes the organization', () => {
  test('is told what happens and until when, and must type its name and the password', async () => {
    const { html } = await olga.read(urls.closure())
    expect(html).toContain('Until 1 April 2026 nothing is lost')
    for (const [fields, says] of [
      [{ name: 'Globex' }, 'not the name of the organization'],
      [{ password: 'wrong' }, 'password'],
    ] as const) {
      const answer = await close(fields)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toMatch(new RegExp(`class="hint problem"[^<]*(?:<[^>]+>)*[^<]*${says}`, 'i'))
    }
    expect(await stateOf()).toBe('active')
  })

  test('shuts every door but one, and all owners hear of it once', async () => {
    const { platform, tenant, cast } = school
    const answer = await close()
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, urls.reopening()])
    expect(await stateOf()).toBe('deleting')
    const lena = await browse(platform, tenant, cast.lena)
    const page = await lena.read('/')
    expect([page.status, page.html.includes('This organization is closed')]).toEqual([404, true])
    expect((await lena.get('/api/v1/me', { Authorization: 'Bearer lyc_x' })).status).toBe(404)
    const told = sent.find(({ job }) => job === 'tell-owners')!
    await runPlatformJob(platform, told.job, told.args)
    await runPlatformJob(platform, told.job, told.args)
    expect(platform.mails.map(({ to }) => to).sort()).toEqual(['olga@acme.example', 'zed@acme.example'])
    expect(platform.mails[0]!.text).toContain('Olga Owner closed Acme Academy')
    expect(platform.mails[0]!.text).toContain(tenant.origin + urls.reopening())
    // the same form once more: there is nobody left to send it to
    expect((await close()).status).toBe(404)
  })

  test('opens it again by signing in, and so does any owner, and nobody else', async () => {
    const { platform, tenant, cast } = school
    const stranger = browserAt(platform, tenant.origin)
    expect((await stranger.read(urls.reopening())).html).toContain('On 1 April 2026 it will be erased')
    expect((await reopen('zed@acme.example', 'wrong')).status).toBe(422)
    const ada = await reopen('ada@acme.example')
    expect([ada.status, (await ada.text()).includes('Only an owner')]).toEqual([422, true])
    expect(await stateOf()).toBe('deleting')
    const zed = await reopen('zed@acme.example')
    expect([zed.status, zed.headers.get('Location')]).toEqual([303, '/'])
    expect(await stateOf()).toBe('active')
    expect((await olga.read('/')).status).toBe(200)
    expect((await stranger.get(urls.reopening())).headers.get('Location')).toBe('/')
    await drain(tenant, {}, platform)
    expect(platform.mails.map(({ subject }) => subject)).toEqual([
      'Acme Academy is open again',
      'Acme Academy is open again',
    ])
    const log = (await (await browse(platform, tenant, cast.ada)).read(urls.audit())).html
    expect([log.includes('Organization closed'), log.includes('Organization opened again')]).toEqual([true, true])
  })

  test('cannot take it back after thirty days, nor what the operator closed', async () => {
    const { platform, tenant } = school
    await close()
    platform.setNow(monday + GRACE_MS + 1)
    expect((await reopen('olga@acme.example')).status).toBe(410)
    platform.setNow(monday)
    expect((await reopen('olga@acme.example')).status).toBe(303)
    await platform.directory.batch([
      platform.directory
        .insert(tenantEvents)
        .values({ tenantId: tenant.id, name: 'deleting', detail: 'by the operator', at: monday }),
      platform.directory.update(tenants).set({ state: 'deleting', stateAt: monday }).where(eq(tenants.id, tenant.id)),
    ])
    const { html } = await browserAt(platform, tenant.origin).read(urls.reopening())
    expect([html.includes('Write to those who run this platform'), html.includes('password')]).toEqual([true, false])
    expect((await reopen('olga@acme.example')).status).toBe(410)
  })
})
