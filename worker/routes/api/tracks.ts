import { z } from 'zod'
import { addCaptions, removeCaptions } from '../../domain/lessons'
import {
  keepThumbnail,
  listTracks,
  maxCaptionBytes,
  maxThumbnailBytes,
  readTrack,
  type Track,
} from '../../domain/media'
import { openMedia, openMediaToEdit } from '../../domain/pages'
import { readBody } from '../../http/body'
import { serveFile } from '../../http/serve-file'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { time, toTime } from './shapes'

const tag = 'Media'

const trackJson = z.object({
  id: z.string(),
  language: z.string().describe('A language tag (BCP 47).'),
  label: z.string(),
  createdAt: time,
})

const toTrack = ({ id, language, label, createdAt }: Track) => ({ id, language, label, createdAt: toTime(createdAt) })

/** The bytes of a file, its captions, and the picture before it plays. */
export const trackDoors = [
  door(
    {
      method: 'get',
      path: '/media/:id/content',
      tag,
      summary: 'The bytes of a file that you may see; ranges (RFC 9110) are answered',
      scope: 'courses.read',
      gives: 'application/octet-stream',
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      return serveFile(c.req.raw, tenant.media, { ...(await openMedia(tenant, actor, param('id'))), download: true })
    },
  ),
  door(
    {
      method: 'put',
      path: '/media/:id/thumbnail',
      tag,
      summary: 'Give a film or a picture a small picture of its own, of at most 1 MB',
      scope: 'courses.write',
      takes: ['image/jpeg', 'image/png', 'image/webp'],
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      const file = await openMediaToEdit(tenant, actor, param('id'))
      await keepThumbnail(tenant, file, await readBody(c.req.raw, maxThumbnailBytes), {})
    },
  ),
  door(
    {
      method: 'get',
      path: '/media/:id/tracks',
      tag,
      summary: 'The captions of a film or a recording, by language',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(trackJson),
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const file = await openMedia(tenant, actor, param('id'))
      const { items, next } = cut(await listTracks(tenant, file.id), query)
      return { items: items.map(toTrack), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/media/:id/tracks',
      tag,
      summary: 'Add captions as WebVTT or SubRip, of at most 2 MB; those of the same language are replaced',
      scope: 'courses.write',
      status: 201,
      query: z.object({
        language: z.string().min(1).max(35).describe('A language tag (BCP 47), such as `pt-BR`.'),
        label: z.string().max(200).default('').describe('As players name it; empty is the name of the language.'),
      }),
      takes: ['text/vtt', 'application/x-subrip', 'text/plain'],
      answer: trackJson.extend({ faults: z.number().describe('Lines that could not be read and are left out.') }),
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const file = await openMediaToEdit(tenant, actor, param('id'))
      const bytes = await readBody(c.req.raw, maxCaptionBytes)
      const { track, faults, actId } = await addCaptions(tenant, actor, file, { ...query, bytes })
      undoable(c, 'courses', actId)
      return { ...toTrack(track), faults: faults.length }
    },
  ),
  door(
    {
      method: 'get',
      path: '/media/:id/tracks/:trackId',
      tag,
      summary: 'Captions as WebVTT',
      scope: 'courses.read',
      gives: 'text/vtt',
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      const file = await openMedia(tenant, actor, param('id'))
      const track = await readTrack(tenant, file.id, param('trackId'))
      return c.body(track.body, 200, { 'Content-Type': 'text/vtt; charset=utf-8', ETag: track.httpEtag })
    },
  ),
  door(
    {
      method: 'delete',
      path: '/media/:id/tracks/:trackId',
      tag,
      summary: 'Take captions away',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      const file = await openMediaToEdit(tenant, actor, param('id'))
      undoable(c, 'courses', await removeCaptions(tenant, actor, file, param('trackId')))
    },
  ),
]
