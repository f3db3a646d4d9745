import type { Context } from 'hono'
import { z } from 'zod'
import {
  binMedia,
  kindOfType,
  listLibrary,
  type Media,
  mediaKinds,
  renameMedia,
  restoreMedia,
  storeFile,
} from '../../domain/media'
import { openMediaInUse, openMediaToEdit } from '../../domain/pages'
import { authorize } from '../../domain/policy'
import type { AppEnv } from '../../env'
import { Invalid } from '../../errors'
import { urls } from '../../urls'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { time, toTime } from './shapes'

const tag = 'Media'
const kindName = z.enum(mediaKinds as readonly [string, ...string[]])

export const fileJson = z.object({
  id: z.string(),
  name: z.string(),
  alt: z.string(),
  type: z.string(),
  kind: kindName,
  size: z.number().describe('Bytes.'),
  width: z.number().nullable(),
  height: z.number().nullable(),
  seconds: z.number().nullable(),
  url: z.string(),
  createdAt: time,
})

const uses = z.array(z.object({ kind: z.enum(['item', 'course']), id: z.string(), title: z.string() }))
const libraryFileJson = fileJson.extend({
  usedIn: uses.describe('Lessons, quizzes, assignments and courses that show it.'),
})
const openedFileJson = fileJson.extend({
  usedIn: uses.nullable().describe('What shows it; null where it does not stand in your media library.'),
})

type File = Pick<Media, 'id' | 'name' | 'alt' | 'type' | 'size' | 'width' | 'height' | 'seconds' | 'createdAt'>

export const toFile = ({ id, name, alt, type, size, width, height, seconds, createdAt }: File, origin: string) => ({
  id,
  name,
  alt,
  type,
  kind: kindOfType(type),
  size,
  width,
  height,
  seconds,
  url: origin + urls.media(id),
  createdAt: toTime(createdAt),
})

const types = ['multipart/form-data', 'application/octet-stream', 'image/*', 'video/*', 'audio/*', 'application/pdf']

/** A file that came as a form's field `file`, or as the body itself with its name in the address. */
export async function readUpload(c: Context<AppEnv>, name: string | undefined) {
  const body = await c.req.arrayBuffer()
  const type = c.req.header('Content-Type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) return { name: name ?? 'file', bytes: new Uint8Array(body) }
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => null)
  const file = form?.get('file')
  if (!file || typeof file === 'string') throw new Invalid('file', 'media.empty')
  return { name: name ?? file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

export const mediaDoors = [
  door(
    {
      method: 'get',
      path: '/media',
      tag,
      summary: 'The media library, newest first',
      scope: 'courses.read',
      query: pageQuery.extend({ q: z.string().max(100).default(''), kind: kindName.optional() }),
      answer: pageOf(libraryFileJson),
    },
    async (c, { query: { q, kind, cursor, limit } }) => {
      const { tenant, actor } = c.var
      authorize(actor, 'media.library')
      const filter = { query: q, kind: mediaKinds.find((name) => name === kind) ?? null, after: cursor, size: limit }
      const { files, next } = await listLibrary(tenant, actor, filter)
      return { items: files.map((file) => ({ ...toFile(file, tenant.origin), usedIn: file.uses })), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/media',
      tag,
      summary: 'Upload a file of at most 16 MiB, as the body or as the field `file` of a form',
      scope: 'courses.write',
      status: 201,
      query: z.object({ name: z.string().min(1).max(1_000).optional().describe('Of the file, with its ending.') }),
      takes: types,
      answer: fileJson,
    },
    async (c, { query: { name } }) => {
      const { tenant, actor } = c.var
      const given = await readUpload(c, name)
      return toFile(await storeFile(tenant, actor, { ...given, purpose: 'content' }), tenant.origin)
    },
  ),
  door(
    {
      method: 'post',
      path: '/me/files',
      tag,
      personal: true,
      summary: 'Upload a file of at most 16 MiB to hand in with a submission',
      scope: 'learning.write',
      status: 201,
      query: z.object({ name: z.string().min(1).max(1_000).optional().describe('Of the file, with its ending.') }),
      takes: types,
      answer: fileJson,
    },
    async (c, { query: { name } }) => {
      const { tenant, actor } = c.var
      const given = await readUpload(c, name)
      return toFile(await storeFile(tenant, actor, { ...given, purpose: 'submission' }), tenant.origin)
    },
  ),
  door(
    {
      method: 'get',
      path: '/media/:id',
      tag,
      summary: 'What is known of a file that you may see',
      scope: 'courses.read',
      answer: openedFileJson,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      const { usedIn, ...file } = await openMediaInUse(tenant, actor, param('id'))
      return { ...toFile(file, tenant.origin), usedIn }
    },
  ),
  door(
    {
      method: 'patch',
      path: '/media/:id',
      tag,
      summary: 'Name a file, or say what a picture shows',
      scope: 'courses.write',
      body: z.object({ name: z.string().min(1).max(1_000), alt: z.string().max(4_000) }).partial(),
      answer: fileJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const file = await openMediaToEdit(tenant, actor, param('id'))
      const { name = file.name, alt = file.alt } = body
      return toFile(await renameMedia(tenant, actor, file, { name, alt }), tenant.origin)
    },
  ),
  door(
    {
      method: 'delete',
      path: '/media/:id',
      tag,
      summary: 'Delete a file that is used nowhere; for a day it can be restored',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await binMedia(tenant, actor, await openMediaToEdit(tenant, actor, param('id')))
    },
  ),
  door(
    {
      method: 'post',
      path: '/media/:id/restoration',
      tag,
      summary: 'Take a deletion back',
      scope: 'courses.write',
      answer: fileJson,
    },
    async (c, { param }) => toFile(await restoreMedia(c.var.tenant, c.var.actor, param('id')), c.var.tenant.origin),
  ),
]
