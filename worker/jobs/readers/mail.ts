import { claimMail, markMailSent, releaseMail } from '../../domain/mails'
import { readOrganization } from '../../domain/organization'
import { composers } from '../mails'
import { writeLetter } from '../mails/letter'
import type { Reader } from '../readers'

/** Mails that follow from an act: each is claimed, sent and marked, so that an event read again sends nothing twice. */
export const mailReader: Reader = Object.fromEntries(
  Object.entries(composers).map(([name, compose]) => [
    name,
    async (tenant, event, platform) => {
      for (const letter of await compose(tenant, event, platform)) {
        const key = `${event.name}:${event.seq}:${letter.about ?? ''}`
        if (!(await claimMail(tenant, key))) continue
        try {
          const sender = { organization: await readOrganization(tenant), origin: tenant.origin }
          await tenant.mail.send(await writeLetter(platform, sender, letter, `${tenant.id}:${key}`))
        } catch (error) {
          await releaseMail(tenant, key)
          throw error
        }
        await markMailSent(tenant, key)
      }
    },
  ]),
)
