import { Hono } from 'hono'
import { SearchChoices } from '../../views/search/search-box'
import { SearchPage } from '../../views/search/search-page'
import { listHits } from '../domain/pages'
import { shortlist } from '../domain/search'
import type { AppEnv } from '../env'
import { wantsFragment } from '../http/respond'
import { cleanLine } from '../lib/text'

/** Courses, lessons, captions and people that the actor may see: a page, and the choices below the field while one types. */
export const search = new Hono<AppEnv>()

search.get('/search', async (c) => {
  const { tenant, actor, view } = c.var
  const words = cleanLine(c.req.query('q') ?? '', 200)
  const hits = words ? await listHits(tenant, actor, words) : []
  if (wantsFragment(c)) return c.html(<SearchChoices view={view} words={words} found={shortlist(hits)} />)
  return c.html(<SearchPage view={view} words={words} hits={hits} />)
})
