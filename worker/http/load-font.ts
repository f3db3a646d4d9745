import type { Env } from '../env'
import { type AssetName, asset } from '../lib/assets'

/** Reads a face of `public/fonts/certificates`, as the PDF's typesetter asks for it. */
export const loadFont =
  (env: Env) =>
  async (face: string): Promise<Uint8Array> => {
    const path = asset(`fonts/certificates/${face}.woff` as AssetName)
    const answer = await env.ASSETS.fetch(new Request(new URL(path, env.PLATFORM_ORIGIN)))
    if (!answer.ok) throw new Error(`No font ${face}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
