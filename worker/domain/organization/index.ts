export { foundOrganization } from './found'
export { orderSpace, type SpaceOrder } from './order-space'
export { type Plan, plans } from './plans'
export { keepOrganization, type OrganizationSettings, organizationQuery, readOrganization } from './settings'
