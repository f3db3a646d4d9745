import { classes } from './classes'

type AvatarProps = { name: string; photo?: string | null; large?: boolean }

/** A photo, or initials. The name stands beside it, so it says nothing aloud, and is no text that a link would have to be called by. */
export function Avatar({ name, photo, large }: AvatarProps) {
  const size = large ? 72 : 30
  return (
    <span
      class={classes('avatar', large && 'large')}
      data-initials={photo ? undefined : initialsOf(name)}
      aria-hidden="true"
    >
      {photo && <img src={photo} alt="" width={size} height={size} loading="lazy" />}
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

type PersonProps = AvatarProps & {
  /** Where the name leads: a page with more than the card says. */
  href?: string
  /** The person's card. Opens beside the name; beside the picture where the name leads elsewhere. */
  card?: string
  /** What the picture says aloud where it is a link of its own: "Card of Lena". */
  cardLabel?: string
}

/** Avatar and name; names come in any script, hence `bdi`. */
export function Person({ name, photo, href, card, cardLabel }: PersonProps) {
  const face = <Avatar name={name} photo={photo} />
  const link = href ?? card
  return (
    <span class="who">
      {href && card ? (
        <a href={card} aria-label={cardLabel} data-card>
          {face}
        </a>
      ) : (
        face
      )}
      {link ? (
        <a href={link} data-card={href ? undefined : ''}>
          <bdi>{name}</bdi>
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}
    </span>
  )
}
