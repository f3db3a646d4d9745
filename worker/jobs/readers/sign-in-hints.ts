import { forgetSignInHint, rememberSignInHint } from '../../../tenants/sign-in-hints'
import { findPersonForMail } from '../../domain/people'
import type { Reader } from '../readers'

/** Keeps the directory's hints ("find your organization") in step with who has which address here. */
export const signInHintReader: Reader = {
  async 'user.email-given'(tenant, event, platform) {
    const person = await findPersonForMail(tenant, event.subjectId)
    if (person?.email) await rememberSignInHint(platform, tenant.id, event.subjectId, person.email)
  },
  async 'user.erased'(tenant, event, platform) {
    await forgetSignInHint(platform, tenant.id, event.subjectId)
  },
}
