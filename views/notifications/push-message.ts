import { urls } from '../../worker/urls'
import { directionOf, type Locale, translator } from '../translate'
import { hrefOf, sayTold, type Told } from './words'

type Given = {
  /** The latest first. */
  lines: Told[]
  /** As many as there are. */
  all: number
  locale: Locale
  zone: string
  now: number
  organization: string
}

/** Characters: with all around it a message stays below the 4,096 bytes that push services take. */
const MOST_SAID = 400

/** What the service worker shows (`public/js/service-worker.ts`): a single thing leads to itself, several to their page. */
export function pushMessage({ lines, all, locale, zone, now, organization }: Given): string {
  const t = translator(locale)
  const [first] = lines
  const isOne = all === 1
  const body = isOne ? sayTold({ t, locale, zone, now }, first!) : t('mail.told.subject', { n: all })
  return JSON.stringify({
    title: cut(organization),
    body: cut(body),
    url: (isOne && hrefOf(first!)) || urls.notifications(),
    tag: first!.id,
    lang: locale,
    dir: directionOf(locale),
  })
}

const cut = (text: string) => (text.length > MOST_SAID ? `${[...text].slice(0, MOST_SAID - 1).join('')}…` : text)
