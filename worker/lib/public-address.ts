/** True for a host that is on the public internet as far as its name tells; the network behind a name stays unknown here. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host.startsWith('[')) return isPublicIPv6(host.slice(1, -1))
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPublicIPv4(host.split('.').map(Number))
  return host.includes('.') && !privateNames.test(host) && !pointsInward.test(host)
}

// RFC 6761, 6762, 8375, 9476, ICANN's .internal, and what routers and offices use by habit.
const privateNames =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|test|invalid|example|onion|alt)$/
// Public names made to answer with whatever private address stands in them.
const pointsInward = /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|traefik\.me)$/

/** IANA's special-purpose registry (RFC 6890 and after). */
function isPublicIPv4([a = 0, b = 0, c = 0]: number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false
  if (a === 100 && b >= 64 && b < 128) return false
  if (a === 169 && b === 254) return false
  if (a === 172 && b >= 16 && b < 32) return false
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false
  return !(a === 203 && b === 0 && c === 113)
}

/** Global unicast (2000::/3) without documentation, benchmarks and the tunnels that carry an IPv4 address inside. */
function isPublicIPv6(address: string): boolean {
  const [head = '', tail] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const middle = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  const [first = 0, second = 0] = [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16))
  if (first < 0x2000 || first > 0x3fff) return false
  if (first === 0x2002 || first === 0x3fff) return false
  return !(first === 0x2001 && (second < 0x200 || second === 0xdb8))
}
