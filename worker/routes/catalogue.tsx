import { Hono } from 'hono'
import { CataloguePage } from '../../views/courses/catalogue-page'
import { CoursePage } from '../../views/courses/course-page'
import { readCatalogue, readCoursePage } from '../domain/pages'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { urls } from '../urls'

/** The courses that one may find and join: strangers see the public ones where the organization shows them. */
export const catalogue = new Hono<AppEnv>()

catalogue.get('/catalogue', async (c) => {
  const { tenant, visitor, organization, view } = c.var
  if (!visitor && !organization.publicCatalogue) return c.redirect(urls.signIn(view.path), 303)
  const { q = '', category = '', after } = c.req.query()
  const isWhole = !(q || category)
  const filter = { words: q.slice(0, 200), categoryId: category.slice(0, 64) || undefined, after, others: isWhole }
  const read = await readCatalogue(tenant, visitor, filter, isWhole && !after)
  return c.html(<CataloguePage view={view} {...read} filter={filter} />)
})

catalogue.get('/courses/:id', async (c) => {
  const { tenant, visitor, organization, view } = c.var
  const asLearner = c.req.query('as') === 'learner'
  const options = { asLearner, publicCatalogue: organization.publicCatalogue }
  try {
    const read = await readCoursePage(tenant, visitor, c.req.param('id'), options)
    return c.html(<CoursePage view={view} {...read} asLearner={asLearner && read.mayEdit} />)
  } catch (error) {
    // Whoever is not signed in may be a learner of it: they sign in first, whether it exists or not.
    if (!(error instanceof NotFound) || visitor) throw error
    return c.redirect(urls.signIn(view.path), 303)
  }
})
