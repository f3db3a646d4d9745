import { z } from 'zod'
import { door } from './door'

const organizationJson = z.object({
  name: z.string(),
  locale: z.string(),
  zone: z.string(),
  registration: z.string(),
  publicCatalogue: z.boolean(),
})

const selfJson = z.object({ id: z.string(), name: z.string(), role: z.string(), scopes: z.array(z.string()) })

export const organizationDoors = [
  door(
    {
      method: 'get',
      path: '/organization',
      tag: 'Organization',
      summary: 'The organization of this address',
      scope: 'organization.read',
      answer: organizationJson,
    },
    async (c) => {
      const { name, locale, zone, registration, publicCatalogue } = c.var.organization
      return { name, locale, zone, registration, publicCatalogue }
    },
  ),
  door(
    {
      method: 'get',
      path: '/me',
      tag: 'Organization',
      summary: 'Whom this token speaks for',
      scope: 'organization.read',
      answer: selfJson,
    },
    async (c) => {
      const { id, name, role, scopes } = c.var.actor
      return { id, name, role, scopes: scopes ?? [] }
    },
  ),
]
