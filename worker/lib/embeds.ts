/** A host whose player we show in a page. `player` turns the address a person pastes to the player's; null where it is no player's page. */
type Host = { host: string; player: (url: URL) => string | null }

export const defaultEmbedHosts = ['youtube.com', 'vimeo.com', 'phet.colorado.edu', 'geogebra.org', 'desmos.com']

const hosts: Host[] = [
  { host: 'youtube.com', player: youtube },
  { host: 'youtube-nocookie.com', player: youtube },
  { host: 'youtu.be', player: youtube },
  { host: 'vimeo.com', player: vimeo },
  { host: 'phet.colorado.edu', player: phet },
  { host: 'geogebra.org', player: geogebra },
  { host: 'desmos.com', player: desmos },
]

/** The same service under other names. */
const service: Record<string, string> = { 'youtu.be': 'youtube.com', 'youtube-nocookie.com': 'youtube.com' }

/**
 * The https address to put into a sandboxed frame, or null where the address's host is not among `allowed`. Hosts are compared whole or as
 * parents (`geogebra.org` allows `www.geogebra.org`); those we know are turned to their player, others are framed as they are.
 */
export function embedAddress(pasted: string, allowed: string[] = defaultEmbedHosts): string | null {
  const url = readUrl(pasted)
  if (!url) return null
  const isUnder = (host: string) => url.hostname === host || url.hostname.endsWith(`.${host}`)
  const known = hosts.find(({ host }) => isUnder(host))
  const names = known ? [known.host, service[known.host] ?? known.host] : []
  const isAllowed = allowed.some((host) => isUnder(host.toLowerCase()) || names.includes(host.toLowerCase()))
  if (!isAllowed) return null
  return known ? known.player(url) : url.href
}

/** Hosts that a page's frames may come from (CSP `frame-src`) where these are allowed: players live elsewhere than the pages one pastes. */
export function frameSources(allowed: string[] = defaultEmbedHosts): string[] {
  return [...new Set(allowed.flatMap((host) => players[host.toLowerCase()] ?? [host, `*.${host}`]))].map(
    (host) => `https://${host}`,
  )
}

const players: Record<string, string[]> = {
  'youtube.com': ['www.youtube-nocookie.com'],
  'youtu.be': ['www.youtube-nocookie.com'],
  'youtube-nocookie.com': ['www.youtube-nocookie.com'],
  'vimeo.com': ['player.vimeo.com'],
  'phet.colorado.edu': ['phet.colorado.edu'],
  'geogebra.org': ['www.geogebra.org'],
  'desmos.com': ['www.desmos.com'],
}

function readUrl(pasted: string): URL | null {
  if (pasted.length > 2_000 || !/^https?:\/\//i.test(pasted.trim())) return null
  try {
    const url = new URL(pasted.trim())
    if (url.username || url.password || url.port) return null
    url.protocol = 'https:'
    return url
  } catch {
    return null
  }
}

function youtube(url: URL) {
  const [first = '', second = ''] = url.pathname.split('/').filter(Boolean)
  const list = url.searchParams.get('list')
  const id = ['embed', 'shorts', 'live', 'v'].includes(first)
    ? second
    : url.hostname.endsWith('youtu.be')
      ? first
      : url.searchParams.get('v')
  const start = seconds(url.searchParams.get('t') ?? url.searchParams.get('start'))
  const player = 'https://www.youtube-nocookie.com/embed'
  if (id && /^[\w-]{6,20}$/.test(id) && id !== 'videoseries') return `${player}/${id}${start ? `?start=${start}` : ''}`
  return list && /^[\w-]{10,60}$/.test(list) ? `${player}/videoseries?list=${list}` : null
}

/** `90`, `90s`, `1m30s`, `1h2m3s`. */
function seconds(text: string | null) {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text ?? '')
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : 0
}

function vimeo(url: URL) {
  const match = /\/(?:video\/)?(\d{5,12})(?:\/([0-9a-f]{6,16}))?\/?$/.exec(url.pathname)
  const hash = match?.[2] ?? url.searchParams.get('h')
  if (!match) return null
  return `https://player.vimeo.com/video/${match[1]}?dnt=1${hash && /^[0-9a-f]{6,16}$/.test(hash) ? `&h=${hash}` : ''}`
}

function phet(url: URL) {
  if (/^\/sims\/.+\.html$/.test(url.pathname)) return url.href
  const [, language = 'en', name] =
    /^\/(?:([a-z]{2}(?:_[A-Z]{2})?)\/)?simulations?\/([a-z0-9-]+)/.exec(url.pathname) ?? []
  return name ? `https://phet.colorado.edu/sims/html/${name}/latest/${name}_${language}.html` : null
}

function geogebra(url: URL) {
  const id = /^\/(?:m|material\/(?:show|iframe)\/id|classic|calculator|graphing|geometry|3d)\/([A-Za-z0-9]{5,20})/.exec(
    url.pathname,
  )?.[1]
  return id ? `https://www.geogebra.org/material/iframe/id/${id}` : null
}

function desmos(url: URL) {
  const match = /^\/(calculator|geometry|3d)\/([a-z0-9]{6,20})/.exec(url.pathname)
  return match ? `https://www.desmos.com/${match[1]}/${match[2]}?embed` : null
}
