import { big, bytesOf, film } from './files'

/** A film with its index before the pictures and `bytes` more of them. */
export const longFilm = (bytes: number) => bytesOf(film(), big(bytes + 8), 'free', new Uint8Array(bytes))

/** The same in a codec that not every browser plays; only its end tells. */
export function longHevc(bytes: number) {
  const whole = film({ video: 'hvc1', indexLast: true })
  return bytesOf(whole.subarray(0, 24), big(bytes + 8), 'free', new Uint8Array(bytes), whole.subarray(24))
}
