export { foundOrganization } from './found'
export { type OrganizationSettings, organizationQuery, readOrganization } from './settings'
