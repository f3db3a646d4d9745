import { Invalid } from '../errors'

/** The body as bytes, refused as soon as it is longer than `most`. */
export async function readBody(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const megabytes = Math.floor(most / 1_000_000)
  if (Number(request.headers.get('Content-Length') ?? 0) > most)
    throw new Invalid('file', 'media.tooLarge', { megabytes })
  const chunks: Uint8Array[] = []
  let length = 0
  if (request.body) {
    for await (const chunk of request.body) {
      length += chunk.length
      if (length > most) throw new Invalid('file', 'media.tooLarge', { megabytes })
      chunks.push(chunk)
    }
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
