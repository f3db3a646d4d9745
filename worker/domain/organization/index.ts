export { type Plan, plans } from '../../lib/plans'
export {
  type ChecklistRow,
  type ChecklistState,
  checklistOf,
  checklistQuery,
  dismissChecklist,
  restoreChecklist,
  type Step,
  steps,
  tickStep,
} from './checklist'
export { consentRows } from './consents'
export { askedLetters, openLettersQuery, retryDeadLetter, retryDeadLetters, settleDeadLetter } from './dead-letters'
export {
  type Admission,
  editAdmission,
  editIdentity,
  editOrganization,
  editPost,
  editSafety,
  type Identity,
  logoStatements,
  type Safety,
} from './edit-settings'
export { foundOrganization } from './found'
export { orderSpace, type SpaceOrder } from './order-space'
export { keepOrganization, type OrganizationSettings, organizationQuery, readOrganization } from './settings'
