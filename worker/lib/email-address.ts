/**
 * An e-mail address as it is kept and compared: trimmed, lower case, composed, the domain in its ASCII form.
 * Null where no mail server would take it; quoted local parts and addresses at bare IP numbers are not for people.
 */
export function readEmail(typed: string): string | null {
  const text = typed
    .normalize('NFC')
    .trim()
    .replace(/^mailto:/i, '')
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).toLowerCase()
  const domain = asciiDomain(text.slice(at + 1))
  if (at < 1 || !domain) return null
  if (new TextEncoder().encode(local).length > 64 || local.length + domain.length + 1 > 254) return null
  return /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)
    ? `${local}@${domain}`
    : null
}

/** The domain of an address that `readEmail` gave. */
export const emailDomain = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** A domain somebody typed ("@School.example "), for registration by domain; null where it is none. */
export const readDomain = (typed: string): string | null => asciiDomain(typed.normalize('NFC').trim().replace(/^@/, ''))

type EmailList = { emails: { email: string; name: string | null }[]; unread: string[] }

/**
 * Addresses in a pasted list: one a line, `Name, address`, or `Name <address>` joined by commas. What is none comes back as it
 * was: the line, or the part of one that holds addresses beside it.
 */
export function readEmailList(pasted: string): EmailList {
  const emails = new Map<string, string | null>()
  const unread: string[] = []
  for (const line of pasted.split(/[\n;]/)) {
    let before: string[] = []
    const wrong: string[] = []
    let hasAddress = false
    for (const entry of line.split(/[,\t](?![^"]*"[^"]*$)/).map((part) => part.trim())) {
      const named = /^"?([^"<]*?)"?\s*<([^<>]+)>$/.exec(entry)
      const email = readEmail(named ? named[2]! : entry)
      if (email) {
        hasAddress = true
        const name = [...before, named?.[1]?.trim() ?? ''].filter(Boolean).join(', ')
        emails.set(email, emails.get(email) || name || null)
        before = []
      } else if (entry.includes('@')) wrong.push(entry)
      else if (entry) before.push(entry.replace(/^"(.*)"$/, '$1'))
    }
    wrong.push(...before)
    if (wrong.length) unread.push(...(hasAddress ? wrong : [line.trim()]))
  }
  return { emails: [...emails].map(([email, name]) => ({ email, name })), unread }
}

function asciiDomain(domain: string): string | null {
  if (!domain || /[\s/?#@:\\[\]]/.test(domain)) return null
  let host: string
  try {
    host = new URL(`http://${domain}`).hostname
  } catch {
    return null
  }
  const labels = host.split('.')
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)
  return labels.length > 1 && host.length <= 253 && labels.every(isLabel) && /[a-z]/.test(labels.at(-1)!) ? host : null
}
