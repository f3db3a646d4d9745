import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../views/platform/documents'
import { translator } from '../../../views/translate'
import { plans } from '../../../worker/domain/organization'
import { drain } from '../../../worker/jobs/drain'
import { browserAt } from '../../support/browser'
import { addSchool, makeSchool, type School } from '../../support/school'

let school: School
const site = 'http://lyceum.localhost'
beforeAll(async () => {
  school = await makeSchool()
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  await drain(school.tenant, {}, school.platform)
  await drain(globex.tenant, {}, school.platform)
  school.platform.mails.length = 0
})

const visit = () => browserAt(school.platform, site)

describe('the platform’s own site', () => {
  test('says what this is and shows every plan', async () => {
    const { status, html } = await visit().read('/')
    expect(status).toBe(200)
    expect(html).toContain(`Up to ${plans.free.people} people`)
    expect(html).toContain('€49 a month')
    expect(html.match(/class="plan"/g)).toHaveLength(Object.keys(plans).length)
  })

  test.each(['terms', 'privacy', 'dpa'])('shows %s to read and to keep', async (name) => {
    const { status, html } = await visit().read(`/${name}`)
    expect(status).toBe(200)
    expect(html).toContain(`/${name}.md`)
    expect(html).toContain('href="mailto:hello@lyceum.example"')
    const file = await visit().get(`/${name}.md`)
    expect(file.headers.get('Content-Disposition')).toMatch(/attachment; filename="lyceum-.+-\d{4}-\d{2}-\d{2}\.md"/)
    expect(await file.text()).toMatch(/^# .+\n\nVersion of \d{4}-\d{2}-\d{2}[\s\S]*<hello@lyceum\.example>\n$/)
  })

  test.each(documents)(
    'shows $name in the language of the reader, with the way to the binding English one',
    async (document) => {
      const inArabic = { 'Accept-Language': 'ar' }
      const { name, texts } = document
      const arabic = await visit().read(`/${name}`, inArabic)
      expect(arabic.html).toContain('<html lang="ar" dir="rtl"')
      expect(arabic.html).toContain(`<h1 lang="ar" dir="rtl">${texts.ar.title}</h1>`)
      expect(arabic.html).toContain('<div class="prose" lang="ar" dir="rtl">')
      expect(arabic.html).toContain(translator('ar')('legal.english'))
      expect(arabic.html).toContain(`href="/${name}?language=en"`)

      const english = await visit().read(`/${name}?language=en`, inArabic)
      expect(english.html).toContain('<html lang="ar" dir="rtl"')
      expect(english.html).toContain(`<h1 lang="en" dir="ltr">${texts.en.title}</h1>`)
      expect(english.html).toContain(`<a href="/${name}" hreflang="ar">${translator('ar')('legal.readOwn')}</a>`)
    },
  )

  test('gives a legal text to keep in the language that is asked for', async () => {
    const german = await visit().get('/terms.md?language=de')
    expect(german.headers.get('Content-Language')).toBe('de')
    expect(german.headers.get('Content-Disposition')).toContain('lyceum-terms-de-')
    expect(await german.text()).toMatch(
      /^# Nutzungsbedingungen\n\nFassung vom \d{4}-\d{2}-\d{2}\. Verbindlich ist der englische Text\.\n/,
    )
    const unknown = await visit().get('/terms.md?language=tlh', { 'Accept-Language': 'fr' })
    expect(unknown.headers.get('Content-Language')).toBe('fr')
  })

  test('tells who reads English in English nothing about other languages', async () => {
    const { html } = await visit().read('/terms')
    expect(html).not.toContain(translator('en')('legal.english'))
  })

  test('shows no page of an organization', async () => {
    for (const path of ['/sign-in', '/account', '/organization', '/people'])
      expect((await visit().get(path)).status, path).toBe(404)
  })

  test('answers in the language of the browser, or in the one chosen', async () => {
    const browser = visit()
    expect((await browser.read('/', { 'Accept-Language': 'ar' })).html).toContain('<html lang="ar" dir="rtl"')
    await browser.post('/locale', { locale: 'en', next: '/' })
    expect((await browser.read('/', { 'Accept-Language': 'de' })).html).toContain('lang="en"')
  })
})

describe('finding one’s organization', () => {
  const ask = (email: string, from = '203.0.113.1') => visit().post('/find', { email }, { 'CF-Connecting-IP': from })

  test('is answered by mail only, the same to everybody', async () => {
    const { platform } = school
    const known = await ask('Olga@acme.example')
    const unknown = await ask('nobody@acme.example')
    const alike = async (answer: Response) => (await answer.text()).replace(/(olga|nobody)@acme\.example/gi, 'ADDRESS')
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect(await alike(known)).toBe(await alike(unknown))
    expect(platform.mails.map(({ to }) => to)).toEqual(['olga@acme.example', 'nobody@acme.example'])
    expect(platform.mails[0]!.text).toContain('http://acme.lyceum.localhost')
    expect(platform.mails[0]!.text).not.toContain('globex')
    expect(platform.mails[1]!.text).not.toContain('http://acme')
  })

  test('refuses what is no address', async () => {
    expect((await ask('olga')).status).toBe(422)
  })

  test('mails one address three times an hour and no more', async () => {
    school.platform.mails.length = 0
    for (let i = 0; i < 3; i++) await ask('ivy@acme.example', `198.51.100.${i}`)
    expect((await ask('ivy@acme.example', '198.51.100.9')).status).toBe(429)
    expect(school.platform.mails).toHaveLength(3)
  })
})
