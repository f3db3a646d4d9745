import { Hono } from 'hono'
import type { AppEnv } from '../../env'

/** The platform's own site: what this is, signing up, finding one's organization. */
export const platformSite = new Hono<AppEnv>()

platformSite.get('/', (c) => c.html(<h1>Lyceum</h1>))
