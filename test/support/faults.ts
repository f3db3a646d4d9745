import type { Tenant } from '../../tenants/tenant'

/**
 * The tenant with a database whose `nth` batch loses its connection, before it is committed or after: the caller cannot
 * tell which, as on D1.
 */
export function losingConnection(tenant: Tenant, when: 'before' | 'after', nth: number): Tenant {
  let batches = 0
  const batch = async (statements: Parameters<Tenant['db']['batch']>[0]) => {
    batches += 1
    if (batches === nth && when === 'before') throw new Error('Network connection lost.')
    const answers = await tenant.db.batch(statements)
    if (batches === nth && when === 'after') throw new Error('Network connection lost.')
    return answers
  }
  const db = new Proxy(tenant.db, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name)),
  })
  return { ...tenant, db }
}
