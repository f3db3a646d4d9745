import type { Context } from 'hono'
import { z } from 'zod'
import { locales } from '../../../views/translate'
import { editOrganization } from '../../domain/organization'
import { giveLogo, removeLogo } from '../../domain/pages'
import { authorize } from '../../domain/policy'
import type { AppEnv } from '../../env'
import { urls } from '../../urls'
import { door } from './door'
import { readUpload } from './media'
import { undoable } from './reversals'

const organizationJson = z.object({
  name: z.string(),
  locale: z.string(),
  zone: z.string(),
  registration: z.string(),
  publicCatalogue: z.boolean(),
})

const selfJson = z.object({ id: z.string(), name: z.string(), role: z.string(), scopes: z.array(z.string()) })

const tag = 'Organization'

const settings = {
  name: z.string().max(100),
  colour: z.string().max(7).describe('As `#rrggbb`; empty is the colour of the product.'),
  locale: z.enum(locales),
  zone: z.string().max(64).describe('An IANA time zone.'),
  paper: z.enum(['a4', 'letter']).describe('Of certificates.'),
  mailName: z.string().max(60).describe('Who mails come from; empty is the name of the organization.'),
  mailReplyTo: z.string().max(254).describe('Where answers to mails go; empty is nowhere.'),
  registration: z.enum(['closed', 'link', 'domain', 'open', 'approval']),
  registrationDomains: z.array(z.string().max(253)).max(50).describe('E-mail domains, for `domain`.'),
  publicCatalogue: z.boolean(),
  passwordLength: z.number().int().min(8).max(64).describe('Characters that a password has at least.'),
  retentionDays: z.number().int().min(1).max(365).describe('Days that the bin keeps what was removed.'),
  embedHosts: z
    .array(z.string().max(253))
    .max(50)
    .describe('Sites that lessons may show: these and no others. An empty list stands for the usual ones.'),
}

const settingsJson = z.object({
  ...settings,
  locale: z.string(),
  logoUrl: z.string().nullable(),
  quotaBytes: z.number(),
  usedBytes: z.number(),
})

function toSettings({ var: { organization, tenant } }: Context<AppEnv>): z.infer<typeof settingsJson> {
  const { logoId } = organization
  const parts = Object.keys(settings) as (keyof typeof settings)[]
  const said = Object.fromEntries(parts.map((part) => [part, organization[part]]))
  const { quotaBytes, usedBytes } = organization
  const logoUrl = logoId && tenant.origin + urls.media(logoId)
  return { ...(said as z.infer<typeof settingsJson>), logoUrl, quotaBytes, usedBytes }
}

export const organizationDoors = [
  door(
    {
      method: 'get',
      path: '/organization/settings',
      tag,
      summary: 'What the organization has decided for itself, for those who run it',
      scope: 'organization.read',
      answer: settingsJson,
    },
    async (c) => {
      authorize(c.var.actor, 'organization.edit')
      return toSettings(c)
    },
  ),
  door(
    {
      method: 'patch',
      path: '/organization/settings',
      tag,
      summary: 'Change what the organization has decided; what is not said stays',
      scope: 'organization.write',
      body: z.object(settings).partial(),
      answer: settingsJson,
    },
    async (c, { body }) => {
      const { tenant, actor } = c.var
      c.set('organization', await editOrganization(tenant, actor, { ...c.var.organization, ...body }))
      return toSettings(c)
    },
  ),
  door(
    {
      method: 'put',
      path: '/organization/logo',
      tag,
      summary: 'Give the organization its picture: PNG or JPEG of at most 1 MB',
      scope: 'organization.write',
      takes: ['image/png', 'image/jpeg', 'multipart/form-data'],
    },
    async (c) => {
      undoable(c, 'organization', await giveLogo(c.var.tenant, c.var.actor, await readUpload(c, 'logo')))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/organization/logo',
      tag,
      summary: 'Take the picture of the organization away',
      scope: 'organization.write',
    },
    async (c) => {
      undoable(c, 'organization', await removeLogo(c.var.tenant, c.var.actor))
    },
  ),
  door(
    {
      method: 'get',
      path: '/organization',
      tag,
      summary: 'The organization of this address',
      scope: 'any',
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
      tag,
      summary: 'Whose token this is, and what it may touch',
      scope: 'any',
      answer: selfJson,
    },
    async (c) => {
      const { id, name, role, scopes } = c.var.actor
      return { id, name, role, scopes: scopes ?? [] }
    },
  ),
]
