/** IPv4 and IPv6 networks in CIDR notation (RFC 4632, RFC 4291 §2.3), and single addresses. */

type Network = { bits: 32 | 128; from: bigint; length: number }

export const mostNetworks = 50

/** The network as it is kept (`10.0.0.0/8`); null where it is none, or its address has bits beyond its length. */
export function readNetwork(text: string): string | null {
  const network = parse(text.trim())
  return network && text.trim().toLowerCase()
}

/** Whether an address lies in one of the networks; an address that cannot be read lies in none. */
export function isInNetworks(address: string, networks: string[]): boolean {
  const one = parseAddress(address.trim())
  return (
    one !== null &&
    networks.some((text) => {
      const network = parse(text)
      return network !== null && network.bits === one.bits && shift(one.value, network) === shift(network.from, network)
    })
  )
}

const shift = (value: bigint, { bits, length }: Pick<Network, 'bits' | 'length'>) => value >> BigInt(bits - length)

function parse(text: string): Network | null {
  const [address = '', rest, ...more] = text.split('/')
  const one = parseAddress(address)
  if (!one || more.length || (rest !== undefined && !/^\d{1,3}$/.test(rest))) return null
  const length = rest === undefined ? one.bits : Number(rest)
  if (length > one.bits) return null
  const network = { bits: one.bits, from: one.value, length }
  return shift(one.value, network) << BigInt(one.bits - length) === one.value ? network : null
}

function parseAddress(text: string): { bits: 32 | 128; value: bigint } | null {
  const four = parseFour(text)
  if (four !== null) return { bits: 32, value: four }
  const six = parseSix(text)
  if (six === null) return null
  // ::ffff:192.0.2.1 is the IPv4 address (RFC 4291 §2.5.5.2).
  return six >> 32n === 0xffffn ? { bits: 32, value: six & 0xffffffffn } : { bits: 128, value: six }
}

function parseFour(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n)
}

function parseSix(text: string): bigint | null {
  if (text.length > 45 || !text.includes(':')) return null
  const last = text.slice(text.lastIndexOf(':') + 1)
  const four = last.includes('.') ? parseFour(last) : null
  if (last.includes('.') && four === null) return null
  const tail = four === null ? '' : `${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`
  const halves = (four === null ? text : text.slice(0, text.lastIndexOf(':') + 1) + tail).split('::')
  if (halves.length > 2) return null
  const [front, back] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - front!.length - (back?.length ?? 0)
  if (back ? missing < 1 : missing !== 0) return null
  const groups = [...front!, ...Array<string>(back ? missing : 0).fill('0'), ...(back ?? [])]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
}
