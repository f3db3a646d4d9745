/** A username as it is kept: small letters, digits, dots and dashes, 2 to 40 of them; null where it is none. Never an address. */
export function readUsername(typed: string): string | null {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  return /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}](?:[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}._-]{0,38}[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}])?$/u.test(
    name,
  ) && [...name].length > 1
    ? name
    : null
}
