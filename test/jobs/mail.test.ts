import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Mail } from '../../tenants/mail'
import { codes, sentMails, users } from '../../worker/db/schema'
import { recordEvent } from '../../worker/domain/events'
import { claimMail } from '../../worker/domain/mails'
import { keepOrganization, readOrganization } from '../../worker/domain/organization'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})
beforeEach(async () => {
  const { tenant, platform, cast } = school
  platform.setNow(monday)
  tenant.mail = platform.mail
  await tenant.db.update(users).set({ name: 'Lena Learner', locale: '' }).where(eq(users.id, cast.lena.id))
  await drain(tenant, {}, platform)
  platform.mails.length = 0
})

const forget = () =>
  recordEvent(school.tenant.db, 'person.forgot-password', school.cast.lena.id, { key: newId(), at: monday })

describe('mails of an organization', () => {
  test('say in two forms the same, in the name of the organization', async () => {
    await forget()
    await drain(school.tenant, {}, school.platform)
    const [mail] = school.platform.mails
    expect(mail).toMatchObject({
      to: 'lena@acme.example',
      from: { name: 'Acme Academy via Lyceum', email: 'no-reply@lyceum.localhost' },
      subject: 'Choose a new password',
    })
    for (const words of ['Hello Lena Learner', 'You asked for a new password', '/new-password?code='])
      for (const form of [mail!.html, mail!.text]) expect(form).toContain(words)
    expect(mail!.text).not.toContain('<')
  })

  test('carry its logo, by an address that holds far from its site', async () => {
    const { tenant, platform } = school
    const settings = await readOrganization(tenant)
    keepOrganization(tenant, { ...settings, logoId: 'a-logo' })
    await forget()
    await drain(tenant, {}, platform)
    keepOrganization(tenant, settings)
    expect(platform.mails[0]!.html).toContain(`<img src="${tenant.origin}/media/a-logo" alt=""`)
  })

  test('speak the reader’s language', async () => {
    await school.tenant.db.update(users).set({ locale: 'ar' })
    await forget()
    await drain(school.tenant, {}, school.platform)
    expect(school.platform.mails[0]!.html).toContain('<html lang="ar" dir="rtl">')
  })

  test('that the port did not take are sent by the next run, once', async () => {
    const { tenant, platform } = school
    const taken: Mail[] = []
    let broken = true
    tenant.mail = {
      async send(mail) {
        if (broken) throw new Error('no mail today')
        taken.push(mail)
      },
    }
    await forget()
    await drain(tenant, {}, platform)
    expect(taken).toEqual([])
    broken = false
    await drain(tenant, {}, platform)
    await drain(tenant, {}, platform)
    expect(taken).toHaveLength(1)
  })

  test('keep only the hash of a secret', async () => {
    const { tenant, platform } = school
    await forget()
    await drain(tenant, {}, platform)
    const secret = /code=([\w-]+)/.exec(platform.mails[0]!.text)![1]!
    const kept = JSON.stringify([await tenant.db.select().from(codes), await tenant.db.select().from(sentMails)])
    expect(kept).not.toContain(secret)
  })

  test('are claimed by one sender, and given to the next when that one fell over', async () => {
    const { tenant, platform } = school
    expect(await claimMail(tenant, 'key')).toBe(true)
    await expect(claimMail(tenant, 'key')).rejects.toThrow()
    platform.setNow(monday + 3 * 60_000)
    expect(await claimMail(tenant, 'key')).toBe(true)
  })

  test('cannot be given lines of their own by a name', async () => {
    const { tenant, platform } = school
    await tenant.db.update(users).set({ name: 'Lena\r\nBcc: all@acme.example <b>x</b>' })
    await forget()
    await drain(tenant, {}, platform)
    const [mail] = platform.mails
    expect(mail!.subject).not.toMatch(/[\r\n]/)
    expect(mail!.html).not.toContain('<b>x</b>')
  })
})
