import { z } from 'zod'
import {
  abortUpload,
  completeUpload,
  findUpload,
  leastPartBytes,
  missingParts,
  partBytes,
  putPart,
  startUpload,
  type Upload,
} from '../../domain/media'
import { readBody } from '../../http/body'
import { door } from './door'
import { fileJson, toFile } from './media'

const uploadJson = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().describe('Bytes.'),
  partSize: z.number().describe('Bytes of every part but the last.'),
  missing: z.array(z.number()).describe('Numbers of the parts that have not arrived; the first is 1.'),
  mediaId: z.string().nullable().describe('Of the file, once the upload is complete.'),
})

const toUpload = (upload: Upload) => ({
  id: upload.id,
  name: upload.name,
  size: upload.size,
  partSize: upload.partSize,
  missing: upload.mediaId ? [] : missingParts(upload),
  mediaId: upload.mediaId,
})

const newUpload = z.object({
  name: z.string().min(1).max(1_000).describe('Of the file, with its ending.'),
  size: z.number().int().positive().describe('Of the whole file, in bytes.'),
  partSize: z.number().int().min(leastPartBytes).max(partBytes).default(partBytes),
})

/** Files over 16 MiB come in parts: start, put every part (again where the line was cut), complete. */
export const uploadDoors = [
  ...inParts('/uploads', { tag: 'Media', scope: 'courses.write' as const }, ['content', 'import']),
  ...inParts('/me/uploads', { tag: 'Media', scope: 'learning.write' as const, personal: true as const }, [
    'submission',
  ]),
]

function inParts<Purpose extends 'content' | 'import' | 'submission'>(
  path: string,
  common: { tag: string; scope: 'courses.write' | 'learning.write'; personal?: true },
  purposes: readonly [Purpose, ...Purpose[]],
) {
  const what = path === '/uploads' ? 'a file' : 'a file to hand in'
  return [
    door(
      {
        ...common,
        method: 'post',
        path,
        summary: `Begin ${what} that comes in parts; its size counts against the quota at once`,
        status: 201,
        body: newUpload.extend({
          purpose: z
            .enum(purposes as readonly [string, ...string[]])
            .default(purposes[0])
            .describe('What the file is for; an `import` is an archive for /imports.'),
        }),
        answer: uploadJson,
      },
      async (c, { body: { purpose, ...given } }) =>
        toUpload(await startUpload(c.var.tenant, c.var.actor, { ...given, purpose: purpose as Purpose })),
    ),
    door(
      {
        ...common,
        method: 'get',
        path: `${path}/:id`,
        summary: 'How an upload of your own stands: which parts are missing',
        answer: uploadJson,
      },
      async (c, { param }) => toUpload(await findUpload(c.var.tenant, c.var.actor, param('id'))),
    ),
    door(
      {
        ...common,
        method: 'put',
        path: `${path}/:id/parts/:number`,
        summary: 'Send one part as the body; sent again it replaces what came before',
        takes: ['application/octet-stream'],
      },
      async (c, { param }) => {
        const bytes = await readBody(c.req.raw, partBytes)
        await putPart(c.var.tenant, c.var.actor, param('id'), Number(param('number')), bytes)
      },
    ),
    door(
      {
        ...common,
        method: 'post',
        path: `${path}/:id/completion`,
        summary: 'Put the parts together; a second time gets the same file',
        answer: fileJson,
      },
      async (c, { param }) => {
        const { tenant, actor } = c.var
        return toFile(await completeUpload(tenant, actor, param('id')), tenant.origin)
      },
    ),
    door(
      {
        ...common,
        method: 'delete',
        path: `${path}/:id`,
        summary: 'Give an upload up; what has arrived is thrown away',
      },
      async (c, { param }) => abortUpload(c.var.tenant, c.var.actor, param('id')),
    ),
  ]
}
