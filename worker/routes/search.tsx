import { Hono } from 'hono'
import { SearchHits, SearchPage } from '../../views/search/search-page'
import { searchQuery } from '../domain/search'
import type { AppEnv } from '../env'
import { wantsFragment } from '../http/respond'
import { cleanLine } from '../lib/text'

/** Courses, lessons, captions and people that the actor may see. */
export const search = new Hono<AppEnv>()

search.get('/search', async (c) => {
  const { tenant, actor, view } = c.var
  const words = cleanLine(c.req.query('q') ?? '', 200)
  const hits = words ? await searchQuery(tenant, actor, words) : []
  const props = { view, words, hits }
  return c.html(wantsFragment(c) ? <SearchHits {...props} /> : <SearchPage {...props} />)
})
