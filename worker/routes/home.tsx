import { Hono } from 'hono'
import { LearnerHome } from '../../views/home/learner-home'
import { StaffHome } from '../../views/home/staff-home'
import { checklistOf } from '../domain/organization'
import { readLearnerHome, readStaffHome } from '../domain/pages'
import { can, isStaff } from '../domain/policy'
import type { AppEnv } from '../env'

export const home = new Hono<AppEnv>()

home.get('/', async (c) => {
  const { tenant, actor, organization, view } = c.var
  if (!isStaff(actor)) return c.html(<LearnerHome view={view} {...(await readLearnerHome(tenant, actor))} />)
  const { checklistRow, ...read } = await readStaffHome(tenant, actor)
  const checklist = checklistOf(actor, organization, checklistRow)
  return c.html(<StaffHome view={view} {...read} mayCreate={can(actor, 'course.create')} checklist={checklist} />)
})
