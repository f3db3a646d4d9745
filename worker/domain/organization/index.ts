export { foundOrganization } from './found'
export { keepOrganization, type OrganizationSettings, organizationQuery, readOrganization } from './settings'
