import { nameTenant } from '../../../tenants/directory/records'
import { readOrganization } from '../../domain/organization'
import type { Reader } from '../readers'

/** Keeps the directory's name of the organization in step with its own. */
export const directoryReader: Reader = {
  async 'organization.renamed'(tenant, _event, platform) {
    const { name } = await readOrganization(tenant)
    await nameTenant(platform.directory, tenant.id, name)
  },
}
