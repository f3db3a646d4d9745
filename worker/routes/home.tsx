import { Hono } from 'hono'
import type { AppEnv } from '../env'

export const home = new Hono<AppEnv>()

home.get('/', (c) => c.html(<h1>{c.var.organization.name}</h1>))
