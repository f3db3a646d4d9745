import { Hono } from 'hono'
import { WelcomePage } from '../../views/organization/welcome'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'

/** Where an owner stands after signing up. */
export const welcome = new Hono<AppEnv>()

welcome.get('/welcome', (c) => {
  authorize(c.var.actor, 'organization.edit')
  const { host } = new URL(c.var.tenant.origin)
  return c.html(<WelcomePage view={c.var.view} host={host} sampleCourse={null} importFile={null} />)
})
