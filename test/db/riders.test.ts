import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findRecordByHostname } from '../../tenants/directory/records'
import { openTenant, type Tenant } from '../../tenants/tenant'
import { users } from '../../worker/db/schema'
import { makeSchool, type School } from '../support/school'

let school: School
let tenant: Tenant
let heard: string[]

beforeAll(async () => {
  school = await makeSchool()
})

beforeEach(async () => {
  const record = await findRecordByHostname(school.platform.directory, school.tenant.hostname)
  tenant = await openTenant(school.platform, record!)
  heard = []
})

const nameOf = (id: string) => tenant.db.select({ name: users.name }).from(users).where(eq(users.id, id))
const renameTo = (name: string) => tenant.db.update(users).set({ name }).where(eq(users.id, school.cast.lena.id))
const renamed = () => school.tenant.db.$count(users, eq(users.name, 'Lena Renamed'))
const ride = () => tenant.ride([nameOf(school.cast.ada.id)], ([[row]]) => heard.push(row!.name))

describe('reads that ride along', () => {
  test('cost no trip of their own, and are heard before what they ride with', async () => {
    ride()
    const order = tenant.db.batch([nameOf(school.cast.leo.id)]).then(([[row]]) => heard.push(row!.name))
    await order
    expect(heard).toEqual(['Ada Admin', 'Leo Learner'])
    expect(tenant.spent.trips).toBe(1)
  })

  test('go alone where nobody takes them, once', async () => {
    const settle = ride()
    await settle()
    await settle()
    expect(heard).toEqual(['Ada Admin'])
    expect(tenant.spent.trips).toBe(1)
  })

  test('go ahead of whatever writes', async () => {
    ride()
    await renameTo('Lena Renamed')
    expect(heard).toEqual(['Ada Admin'])
    expect(tenant.spent.trips).toBe(2)
    await renameTo('Lena Learner')
  })

  test('stop the trip, and every write after it, where what they find is wrong', async () => {
    const refuse = () => {
      throw new Error('not so')
    }
    tenant.ride([nameOf(school.cast.ada.id)], refuse)
    const reading = tenant.db.batch([nameOf(school.cast.leo.id)])
    const writing = renameTo('Lena Renamed').then(() => 'written')
    await expect(reading).rejects.toThrow('not so')
    await expect(writing).rejects.toThrow()
    expect(await renamed()).toBe(0)
  })

  test('stop a write that comes first', async () => {
    tenant.ride([nameOf(school.cast.ada.id)], () => {
      throw new Error('not so')
    })
    await expect(renameTo('Lena Renamed').then(() => 'written')).rejects.toThrow()
    expect(await renamed()).toBe(0)
  })
})
