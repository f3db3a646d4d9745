import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { MessageKey } from '../../views/translate'
import { checkFileName } from '../domain/assignments'
import {
  abortUpload,
  completeUpload,
  findUpload,
  kindOfType,
  leastPartBytes,
  type Media,
  missingParts,
  partBytes,
  purposes,
  putPart,
  startUpload,
  type Upload,
} from '../domain/media'
import { offerFile } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { readBody } from '../http/body'
import { urls } from '../urls'

/** Uploads in parts, for public/js/upload.ts: a part that was cut is sent again, and what has arrived is remembered. */
export const uploads = new Hono<AppEnv>()

const newUpload = z.object({
  name: z.string().min(1).max(1_000),
  /** Nothing at all is refused with a sentence of its own. */
  size: z.number().int().nonnegative(),
  purpose: z.enum(purposes as ['content']),
  /** The assignment that it is handed in for, or `<attempt>:<question>`. */
  for: z.string().max(100).optional(),
  partSize: z.number().int().min(leastPartBytes).max(partBytes).optional(),
})

uploads.post(
  '/uploads',
  zValidator('json', newUpload, (result, c) => (result.success ? undefined : c.json({ error: '' }, 422))),
  (c) =>
    orSentence(c, async () => {
      const { for: subject = '', ...given } = c.req.valid('json')
      const [id, versionId] = subject.split(':')
      if (id && versionId) await offerFile(c.var.tenant, c.var.actor, id, versionId, given)
      else if (id) await checkFileName(c.var.tenant, c.var.actor, id, given.name)
      return c.json(stateOf(await startUpload(c.var.tenant, c.var.actor, given)), 201)
    }),
)

uploads.get('/uploads/:id', async (c) =>
  c.json(stateOf(await findUpload(c.var.tenant, c.var.actor, c.req.param('id')))),
)

uploads.put('/uploads/:id/parts/:number{[0-9]{1,5}}', (c) =>
  orSentence(c, async () => {
    const bytes = await readBody(c.req.raw, partBytes)
    await putPart(c.var.tenant, c.var.actor, c.req.param('id'), Number(c.req.param('number')), bytes)
    return c.body(null, 204)
  }),
)

uploads.post('/uploads/:id/completion', (c) =>
  orSentence(c, async () => c.json(fileOf(await completeUpload(c.var.tenant, c.var.actor, c.req.param('id'))))),
)

uploads.delete('/uploads/:id', async (c) => {
  await abortUpload(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.body(null, 204)
})

const stateOf = (upload: Upload) => ({
  id: upload.id,
  partSize: upload.partSize,
  size: upload.size,
  missing: upload.mediaId ? [] : missingParts(upload),
  mediaId: upload.mediaId,
})

export const fileOf = ({ id, name, type, size, width, height, seconds, alt }: Media) => ({
  id,
  name,
  type,
  kind: kindOfType(type),
  size,
  width,
  height,
  seconds,
  alt,
  url: urls.media(id),
})

/** What is refused comes back as one sentence in the reader's language, for the line under the progress bar. */
export async function orSentence(c: Context<AppEnv>, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const sentence = c.var.view.t(error.reason as MessageKey, error.values)
    // Room can be made, and then the same file goes on from what has arrived.
    const again = error.reason === 'media.noRoom' ? { again: true } : {}
    return c.json({ error: sentence, ...again }, error instanceof Invalid ? 422 : 409)
  }
}
