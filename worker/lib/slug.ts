import type { Message } from './message'
import { reservedSlugs } from './reserved-slugs'
import { foldForSearch } from './text'

export const slugLength = { least: 3, most: 40 }

/** Null for a subdomain that an organization may take, otherwise why not. Whether it is free, only the directory knows. */
export function judgeSlug(slug: string): Message | null {
  if (slug.length < slugLength.least) return { key: 'slug.tooShort', values: { least: slugLength.least } }
  if (slug.length > slugLength.most) return { key: 'slug.tooLong', values: { most: slugLength.most } }
  if (!/^[a-z0-9-]+$/.test(slug)) return { key: 'slug.letters' }
  if (slug.startsWith('-') || slug.endsWith('-')) return { key: 'slug.dashAtEnd' }
  // `xn--` is a name in another script, and browsers show it as such: anyone could look like anyone (RFC 5891, 4.2.3.1).
  if (slug.slice(2, 4) === '--') return { key: 'slug.punycode' }
  if (/^\d+$/.test(slug)) return { key: 'slug.digits' }
  return reservedSlugs.has(slug) ? { key: 'slug.reserved' } : null
}

/** What somebody typed, as it would be in the address bar. */
export const readSlug = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** A subdomain made of an organization's name, in Latin letters; empty where the script gives none. */
export function suggestSlug(name: string): string {
  const latin = [...foldForSearch(germanised(name))].map((letter) => letters[letter] ?? letter).join('')
  const slug = latin
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const short =
    slug.length <= slugLength.most
      ? slug
      : slug.slice(
          0,
          slug.lastIndexOf('-', slugLength.most) > 12 ? slug.lastIndexOf('-', slugLength.most) : slugLength.most,
        )
  const whole = short.replace(/-+$/, '')
  if (!whole) return ''
  return judgeSlug(whole) === null ? whole : `${whole}-school`.slice(0, slugLength.most).replace(/-+$/, '')
}

/** Other names to offer where one is taken. */
export const otherSlugs = (slug: string): string[] =>
  ['school', 'academy', 'learning', 'campus', '2', '3']
    .map((end) => `${slug.slice(0, slugLength.most - end.length - 1).replace(/-+$/, '')}-${end}`)
    .filter((other) => judgeSlug(other) === null)

const germanised = (name: string) =>
  name.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()]!)

// Cyrillic as in passports, Greek as in ISO 843 simplified; accents are gone by now.
const letters: Record<string, string> = Object.fromEntries(
  `а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch
   ъ: ы:y ь: э:e ю:iu я:ia ё:e і:i ї:i є:ie ґ:g ў:u ј:j љ:lj њ:nj ђ:dj ћ:c џ:dz ќ:k ѓ:g ѕ:dz
   α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)
