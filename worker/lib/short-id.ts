const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten letters that cannot be guessed (50 bits) and read well: for what lives inside one document, such as a block. */
export function shortId(): string {
  let id = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(10))) id += letters[byte & 31]
  return id
}
