import { Hono } from 'hono'
import { LandingPage } from '../../../views/platform/landing'
import { plans } from '../../domain/organization'
import type { AppEnv } from '../../env'
import { help } from '../help'
import { locale } from '../locale'
import { legal } from './documents'
import { find } from './find'
import { signUpDoors } from './sign-up'
import { spaces } from './spaces'

/** The platform's own site: what this is, signing up, finding one's organization. */
export const platformSite = new Hono<AppEnv>()

platformSite.get('/', (c) => c.html(<LandingPage view={c.var.view} plans={plans} />))

for (const part of [locale, help, legal, find, signUpDoors, spaces]) platformSite.route('/', part)
