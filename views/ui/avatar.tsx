import { classes } from './classes'

type AvatarProps = { name: string; photo?: string | null; large?: boolean }

/** A photo, or initials. The name stands beside it, so it says nothing aloud. */
export function Avatar({ name, photo, large }: AvatarProps) {
  const size = large ? 72 : 30
  return (
    <span class={classes('avatar', large && 'large')} aria-hidden="true">
      {photo ? <img src={photo} alt="" width={size} height={size} loading="lazy" /> : initialsOf(name)}
    </span>
  )
}

/** First letters of the first and the last word; one letter for names written without spaces. */
export function initialsOf(name: string) {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => firstLetter(word ?? '')).join('')
}

const firstLetter = (word: string) => [...word].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? ''

type PersonProps = AvatarProps & { href?: string }

/** Avatar and name; names come in any script, hence `bdi`. */
export function Person({ name, photo, href }: PersonProps) {
  return (
    <span class="who">
      <Avatar name={name} photo={photo} />
      {href ? (
        <a href={href}>
          <bdi>{name}</bdi>
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}
    </span>
  )
}
