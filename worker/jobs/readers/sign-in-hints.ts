import type { Platform } from '../../../tenants/platform'
import { forgetSignInHint, rememberSignInHint } from '../../../tenants/sign-in-hints'
import type { Tenant } from '../../../tenants/tenant'
import { findPersonForMail } from '../../domain/people'
import type { Event, Reader } from '../readers'

/** Keeps the directory's hints ("find your organization") in step with who has which address here. */
export const signInHintReader: Reader = {
  'user.email-given': remember,
  'person.email-changed': remember,
  async 'user.erased'(tenant, event, platform) {
    await forgetSignInHint(platform, tenant.id, event.subjectId)
  },
}

async function remember(tenant: Tenant, event: Event, platform: Platform): Promise<void> {
  const person = await findPersonForMail(tenant, event.subjectId)
  if (person?.email) await rememberSignInHint(platform, tenant.id, event.subjectId, person.email)
}
