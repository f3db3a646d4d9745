import type { HelpName } from '../../views/help/pages'
import type { Locale } from '../../views/translate'
import type { Env } from '../env'
import { Unavailable } from '../errors'
import { type AssetName, asset } from '../lib/assets'

/** One help page as the build made it; `html` has passed the sanitizer there. */
export type HelpText = { title: string; summary: string; html: string; text: string }
export type HelpTexts = Record<HelpName, HelpText>

const MOST_BYTES = 512 * 1024
const PATIENCE_MS = 5000

const read = new Map<Locale, HelpTexts>()

/** All help pages of a language; read once an isolate, from the file that the build wrote. */
export async function readHelp(env: Env, locale: Locale): Promise<HelpTexts> {
  const known = read.get(locale)
  if (known) return known
  const url = new URL(asset(`help/${locale}.json` as AssetName), env.PLATFORM_ORIGIN)
  const answer = await env.ASSETS.fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null)
  if (!answer?.ok) throw new Unavailable()
  const bytes = await answer.arrayBuffer()
  if (bytes.byteLength > MOST_BYTES) throw new Error(`The help in ${locale} has ${bytes.byteLength} bytes.`)
  const texts = JSON.parse(new TextDecoder().decode(bytes)) as HelpTexts
  read.set(locale, texts)
  return texts
}
