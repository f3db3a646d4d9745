import type { Platform } from './platform'

/** R2 behind the tenant's prefix: keys given and returned are the tenant's own, without it. */
export type MediaStore = {
  put: (
    key: string,
    body: ReadableStream | ArrayBuffer | ArrayBufferView | string | Blob,
    type: string,
  ) => Promise<void>
  get: (key: string, options?: R2GetOptions) => Promise<R2ObjectBody | R2Object | null>
  head: (key: string) => Promise<R2Object | null>
  remove: (keys: string | string[]) => Promise<void>
  startUpload: (key: string, type: string) => Promise<R2MultipartUpload>
  resumeUpload: (key: string, uploadId: string) => R2MultipartUpload
  list: (prefix: string, cursor?: string) => Promise<{ keys: string[]; cursor: string | null }>
}

export function mediaStore(platform: Platform, tenantId: string): MediaStore {
  const bucket = platform.env.MEDIA
  const prefix = `t/${tenantId}/`
  const store: MediaStore = {
    async put(key, body, type) {
      await bucket.put(prefix + key, body, { httpMetadata: { contentType: type } })
    },
    get: (key, options) => bucket.get(prefix + key, options),
    head: (key) => bucket.head(prefix + key),
    remove: (keys) => bucket.delete([keys].flat().map((key) => prefix + key)),
    startUpload: (key, type) => bucket.createMultipartUpload(prefix + key, { httpMetadata: { contentType: type } }),
    resumeUpload: (key, uploadId) => bucket.resumeMultipartUpload(prefix + key, uploadId),
    async list(inside, cursor) {
      const page = await bucket.list({ prefix: prefix + inside, cursor })
      return {
        keys: page.objects.map((object) => object.key.slice(prefix.length)),
        cursor: page.truncated ? page.cursor : null,
      }
    },
  }
  return platform.seams.media?.(store) ?? store
}
