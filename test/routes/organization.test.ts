import { desc, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listOrganizationsOf } from '../../tenants/sign-in-hints'
import { auditEntries, organization, users } from '../../worker/db/schema'
import { storeFile } from '../../worker/domain/media'
import {
  checklistOf,
  checklistQuery,
  dismissChecklist,
  editAdmission,
  keepOrganization,
  restoreChecklist,
} from '../../worker/domain/organization'
import { drain } from '../../worker/jobs/drain'
import { monogram } from '../../worker/lib/monogram'
import { type Browser, browse } from '../support/browser'
import { webp } from '../support/files'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ada: Browser
beforeAll(async () => {
  school = await makeSchool()
})
beforeEach(async () => {
  ada = await browse(school.platform, school.tenant, school.cast.ada)
})

const settings = async () => (await school.tenant.db.select().from(organization))[0]!
const lastAudit = async () =>
  (await school.tenant.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1))[0]!

const identity = (more: Record<string, string> = {}) => ({
  name: 'Acme Academy',
  colour: '#c2185b',
  locale: 'de',
  zone: 'Europe/Vienna',
  paper: 'letter',
  ...more,
})
const put = (part: string, fields: Record<string, string>, browser = ada) =>
  browser.post(`/organization/${part}?_method=PUT`, fields)

describe('the settings of the organization', () => {
  test('are for owners and admins', async () => {
    for (const who of [school.cast.ivy, school.cast.lena]) {
      const browser = await browse(school.platform, school.tenant, who)
      expect((await browser.get('/organization')).status).toBe(403)
      expect((await browser.get('/organization/colour?colour=%23ff0000')).status).toBe(403)
      expect((await put('identity', identity(), browser)).status).toBe(403)
      expect((await put('safety', { passwordLength: '8' }, browser)).status).toBe(403)
      expect((await browser.post('/organization/checklist/dismissal')).status).toBe(403)
    }
    expect((await settings()).colour).toBe('')
    expect((await ada.get('/organization')).status).toBe(200)
  })

  test('say the plan and what is used, and lead to the tokens', async () => {
    const { html } = await ada.read('/organization')
    expect(html).toMatch(/Free · Up to 100 people · .* of 5 GB used for files/)
    for (const page of ['/organization', '/me', '/account'])
      expect((await ada.read(page)).html).toContain('href="/me/tokens"')
  })

  test('change name and look at once, on the record, and in the directory', async () => {
    expect((await put('identity', identity({ name: 'Acme College' }))).status).toBe(303)
    expect(await settings()).toMatchObject({ name: 'Acme College', colour: '#c2185b', paper: 'letter' })
    expect(await lastAudit()).toMatchObject({
      act: 'organization.edit-identity',
      actorId: school.cast.ada.id,
      before: { name: 'Acme Academy', colour: '', locale: 'en' },
      after: { name: 'Acme College', colour: '#c2185b', locale: 'de' },
    })
    const stranger = await browse(school.platform, school.tenant)
    expect((await stranger.read('/sign-in')).html).toContain('Acme College')
    await drain(school.tenant, {}, school.platform)
    expect(await listOrganizationsOf(school.platform, 'olga@acme.example')).toMatchObject([{ name: 'Acme College' }])
  })

  test('write nothing where nothing changed', async () => {
    const before = await lastAudit()
    await put('identity', identity({ name: 'Acme College' }))
    expect((await lastAudit()).id).toBe(before.id)
  })

  test('refuse what cannot be, and keep what was typed', async () => {
    const colour = await put('identity', identity({ name: 'Ämter & Co', colour: 'red;}' }))
    expect(colour.status).toBe(422)
    expect(await colour.text()).toContain('value="Ämter &amp; Co"')
    expect((await put('identity', identity({ zone: 'Mars/Olympus' }))).status).toBe(422)
    expect((await put('identity', identity({ name: ' ' }))).status).toBe(422)
    expect((await put('identity', identity({ name: 'x'.repeat(5_000) }))).status).toBe(422)
    expect((await put('identity', identity({ locale: 'xx' }))).status).toBe(422)
  })

  test('know whom to let in', async () => {
    const without = await put('admission', { registration: 'domain', registrationDomains: '' })
    expect(without.status).toBe(422)
    const html = await without.text()
    expect(html).toContain('registrationDomains-error')
    const [summary, panel, next] = ['summary-title', 'id="admission-panel"', 'id="safety-panel"'].map((mark) =>
      html.indexOf(mark),
    )
    expect(summary, 'in the card that was sent').toBeGreaterThan(panel!)
    expect(summary).toBeLessThan(next!)
    const unticked = await put('admission', { registration: 'domain', registrationDomains: '', publicCatalogue: 'on' })
    expect(await unticked.text(), 'what was ticked stays so').toMatch(/<input[^>]*name="publicCatalogue"[^>]* checked/)
    const fields = { registration: 'domain', registrationDomains: '@School.example\nschool.example, Bücher.example' }
    expect((await put('admission', fields)).status).toBe(303)
    expect((await settings()).registrationDomains).toEqual(['school.example', 'xn--bcher-kva.example'])
    expect((await put('admission', { registration: 'domain', registrationDomains: 'not a domain' })).status).toBe(422)
  })

  test('let nobody in by themselves before the address of whoever opens the door is confirmed', async () => {
    const { tenant, platform, cast } = school
    const { registration, registrationDomains, publicCatalogue } = await settings()
    await tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, cast.olga.id))
    const olga = await browse(platform, tenant, cast.olga)
    const save = (registration: string) =>
      olga.post('/organization/admission?_method=PUT', { registration, registrationDomains: '', publicCatalogue: 'on' })
    await editAdmission(tenant, cast.ada, { registration: 'closed', registrationDomains: [], publicCatalogue: false })
    const refused = await save('open')
    const html = await refused.text()
    expect([
      refused.status,
      html.includes('Confirm your e-mail address first'),
      html.includes('Send the link again'),
    ]).toEqual([422, true, true])
    expect((await tenant.db.select().from(organization))[0]?.registration).toBe('closed')
    expect((await save('closed')).status, 'what opens nothing is saved').toBe(303)
    await tenant.db.update(users).set({ emailVerifiedAt: monday }).where(eq(users.id, cast.olga.id))
    expect((await save('open')).status).toBe(303)
    await editAdmission(tenant, cast.ada, { registration, registrationDomains, publicCatalogue })
  })

  test('know how long passwords are and which sites lessons may show', async () => {
    const refused = await put('safety', { passwordLength: '7', embedHosts: 'nowhere', retentionDays: '900' })
    const form = await refused.text()
    expect(refused.status).toBe(422)
    const field = (name: string) => new RegExp(`<\\w+[^>]* name="${name}"[^>]*>`).exec(form)?.[0]
    expect(field('passwordLength'), 'what was typed stays').toContain(' value="7"')
    for (const name of ['passwordLength', 'retentionDays', 'embedHosts'])
      expect(field(name)).toContain(' aria-invalid="true"')
    expect((await put('safety', { passwordLength: 'ten', embedHosts: '' })).status).toBe(422)
    const embedHosts = 'https://www.youtube-nocookie.com/embed/x\nplayer.vimeo.com'
    expect((await put('safety', { passwordLength: '12', embedHosts })).status).toBe(303)
    expect((await settings()).embedHosts).toEqual(['www.youtube-nocookie.com', 'player.vimeo.com'])
    const page = await ada.read('/organization')
    expect(page.response.headers.get('Content-Security-Policy')).toContain('https://player.vimeo.com')
  })

  test('saved in another tab meanwhile, come back with what the other said in words, and nothing is lost', async () => {
    const was = (html: string, part: string) =>
      /name="was" value="([^"]*)"/.exec(html.slice(html.indexOf(`id="${part}-panel"`)))![1]!
    const { html } = await ada.read('/organization')
    await put('admission', { registration: 'closed', registrationDomains: '' })
    const mine = { registration: 'open', registrationDomains: 'school.example' }
    const clash = await put('admission', { ...mine, was: was(html, 'admission') })
    expect(clash.status).toBe(409)
    const both = await clash.text()
    expect(both).toMatch(/<bdi class="stale-theirs">Geschlossen</)
    expect(both).toMatch(/value="open"[^>]* checked/)
    expect((await settings()).registration).toBe('closed')
    expect((await put('admission', { ...mine, was: was(both, 'admission') })).status, 'sent again').toBe(303)
    await put('identity', identity({ name: 'Acme Lyceum', paper: 'a4' }))
    const named = await put('identity', { ...identity({ name: 'Acme High' }), was: was(html, 'identity') })
    expect(named.status).toBe(409)
    expect(await named.text()).toContain('value="Acme High"')
    await put('safety', { passwordLength: '14', embedHosts: '' })
    const safety = await put('safety', { passwordLength: '10', embedHosts: '', was: was(html, 'safety') })
    expect([safety.status, (await settings()).passwordLength]).toEqual([409, 14])
  })

  test('show how a colour will look, with its contrast', async () => {
    const { html } = await ada.read('/organization/colour?colour=%23ffee58', { 'HX-Request-Type': 'partial' })
    expect(html).toContain('etwas dunkler') // the organization speaks German by now
    expect(html).not.toContain('style=')
    const odd = await ada.read(`/organization/colour?colour=${encodeURIComponent('"><script>')}`)
    expect(odd.html).not.toContain('<script>')
  })
})

describe('the logo', () => {
  const give = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
    ada.post('/organization/logo?_method=PUT', { file: new File([bytes], name) })

  test('stands on the sign-in page, where everybody can see it', async () => {
    const png = await monogram('Acme', 64, '#096b4d', '#ffffff')
    expect((await give(png, 'acme.png')).status).toBe(303)
    const stranger = await browse(school.platform, school.tenant)
    const { logoId } = await settings()
    expect((await stranger.read('/sign-in')).html).toContain(`/media/${logoId}`)
    const picture = await stranger.get(`/media/${logoId}`)
    expect(picture.status).toBe(200)
    expect(picture.headers.get('Content-Type')).toBe('image/png')
    expect(await lastAudit()).toMatchObject({ act: 'organization.edit-logo', after: { logoId } })
  })

  test('is a picture, whatever it is called, and not larger than 1 MB', async () => {
    const before = (await settings()).logoId
    for (const bytes of [
      new TextEncoder().encode('<html><script>alert(1)</script>'),
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      new Uint8Array(1_000_001),
      new Uint8Array(),
    ]) {
      const answer = await give(bytes as Uint8Array<ArrayBuffer>, 'logo.png')
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('file-error')
    }
    expect((await settings()).logoId).toBe(before)
  })

  test('is PNG or JPEG, which certificates and mails can show; what is neither, or damaged, is refused with the way on', async () => {
    const before = (await settings()).logoId
    const damaged = (await monogram('Acme', 64, '#096b4d', '#ffffff')).slice(0, 60)
    for (const [bytes, said] of [
      [webp(), 'als PNG'],
      [damaged, 'beschädigt'],
    ] as const) {
      const answer = await give(bytes, 'logo.png')
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(said)])
    }
    expect((await settings()).logoId).toBe(before)
    const page = await ada.read('/organization')
    expect(page.html).toContain('data-as-png')
    expect(page.html).not.toContain('Zertifikate können dieses Bild nicht zeigen')
  })

  test('that was kept as WebP before is named, as certificates cannot show it', async () => {
    const { id } = await storeFile(school.tenant, school.cast.ada, { name: 'old.webp', bytes: webp(), purpose: 'logo' })
    const { logoId } = await settings()
    const show = async (logoId: string | null) =>
      keepOrganization(school.tenant, (await school.tenant.db.update(organization).set({ logoId }).returning())[0]!)
    await show(id)
    expect((await ada.read('/organization')).html).toContain('Zertifikate können dieses Bild nicht zeigen')
    await show(logoId)
  })

  test('is taken away again', async () => {
    expect((await ada.post('/organization/logo?_method=DELETE')).status).toBe(303)
    expect((await settings()).logoId).toBeNull()
  })
})

describe('the owner’s first steps', () => {
  const state = async () => {
    const { db } = school.tenant
    const [row] = await checklistQuery(db)
    return checklistOf(school.cast.olga, await settings(), row)
  }
  const done = async () => (await state())?.steps.filter((step) => step.done).map(({ step }) => step)

  test('see what has been done', async () => {
    expect(await done()).toContain('brand')
    expect(await done()).not.toContain('course')
    expect(await done()).not.toContain('preview')
  })

  test('come in the order in which a space is made, what is done behind what remains', async () => {
    const [row] = await checklistQuery(school.tenant.db)
    const state = checklistOf(school.cast.olga, await settings(), row)
    expect(state?.steps.map(({ step }) => step)).toEqual(['brand', 'course', 'preview', 'people', 'owner'])
    const olga = await browse(school.platform, school.tenant, school.cast.olga)
    const { html } = await olga.read('/')
    const [open, done] = html.split('class="done-steps"')
    expect(open).toContain('Make or import a course')
    expect(open).not.toContain('Logo and colour')
    expect(done).toContain('Logo and colour')
  })

  test('lead to the very form where each is done', async () => {
    const olga = await browse(school.platform, school.tenant, school.cast.olga)
    const { html } = await olga.read('/')
    for (const href of ['/courses#title', '/people/invitations#emails', '/people?add=owner#add-person']) {
      if (!html.includes(`href="${href}"`)) continue
      const [path, id] = href.split('#')
      expect((await olga.read(path!)).html, href).toContain(`id="${id}"`)
    }
    expect(html).toContain('href="/courses#title"')
    expect(html).toContain('href="/imports/new"')
    const people = (await olga.read('/people?add=owner')).html
    expect(people).toMatch(/<details class="fold" open/)
    expect(people).toMatch(/<option value="owner" selected/)
  })

  test('remember what cannot be seen, and lead on to it', async () => {
    const olga = await browse(school.platform, school.tenant, school.cast.olga)
    const answer = await olga.post('/organization/checklist/preview?_method=PUT', { next: '/courses/1?as=learner' })
    expect(answer.headers.get('Location')).toBe('/courses/1?as=learner')
    expect(await done()).toContain('preview')
  })

  test('are done by any look as a learner: each link to one ticks on its way, until it is done', async () => {
    const { tenant, platform, cast } = school
    await teachCourse(tenant, cast, { modules: { basics: [{ id: 'first' }] } })
    const [path, forms] = ['/courses/git', /action="\/organization\/checklist\/preview\?_method=PUT"/]
    const olga = await browse(platform, tenant, cast.olga)
    expect((await olga.read(path)).html).not.toMatch(forms)

    const rows = await tenant.db.update(organization).set({ checklist: {} }).returning()
    keepOrganization(tenant, rows[0]!)
    const { html } = await olga.read(path)
    expect(html).toMatch(forms)
    expect(html).toContain('name="next" value="/courses/git?as=learner"')
    const ada = await browse(platform, tenant, cast.ada)
    expect((await ada.read(path)).html).not.toMatch(forms)
  })

  test('are put away and brought back', async () => {
    await dismissChecklist(school.tenant, school.cast.olga)
    expect(await state()).toBeNull()
    await restoreChecklist(school.tenant, school.cast.olga)
    expect(await state()).not.toBeNull()
  })

  test('are the owner’s alone', async () => {
    const [row] = await checklistQuery(school.tenant.db)
    expect(checklistOf(school.cast.ada, await settings(), row)).toBeNull()
  })
})
