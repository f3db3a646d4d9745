import { Hono } from 'hono'
import { WelcomePage } from '../../views/organization/welcome'
import { installSampleCourse, removeSampleCourse, restoreSampleCourse } from '../domain/imports'
import { authorize } from '../domain/policy'
import type { AppEnv } from '../env'
import { Unavailable } from '../errors'
import { goTo } from '../http/respond'
import { asset } from '../lib/assets'
import { urls } from '../urls'

/** Where an owner stands after signing up. */
export const welcome = new Hono<AppEnv>()

welcome.get('/welcome', (c) => {
  authorize(c.var.actor, 'organization.edit')
  const { host } = new URL(c.var.tenant.origin)
  return c.html(<WelcomePage view={c.var.view} host={host} importFile={urls.newImport()} />)
})

/** "How to learn online", as the build packed it: what a new owner may look at first. */
welcome.post('/sample-course', async (c) => {
  const { tenant, actor, platform } = c.var
  authorize(actor, 'organization.edit')
  const packed = await c.env.ASSETS.fetch(new URL(asset('courses/how-to-learn-online.zip'), platform.origin))
  if (!packed.ok) throw new Unavailable()
  const courseId = await installSampleCourse(tenant, actor, new Uint8Array(await packed.arrayBuffer()))
  return goTo(c, urls.course(courseId), 'welcome.sampleAdded')
})

welcome.delete('/sample-course', async (c) => {
  const removed = await removeSampleCourse(c.var.tenant, c.var.actor)
  return goTo(c, urls.home(), 'welcome.sampleRemoved', removed && urls.sampleCourseRestoration(removed))
})

welcome.post('/sample-course/:id/restoration', async (c) => {
  const id = c.req.param('id')
  await restoreSampleCourse(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.course(id), 'welcome.sampleBack')
})
