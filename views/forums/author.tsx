import type { Author } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { Avatar } from '../ui/avatar'
import { Tag } from '../ui/tag'
import type { Clock } from '../ui/time'

/** Who wrote: a name, a number where names are hidden, or that they are gone. */
export const nameOf = ({ t }: Clock, { name, voice }: Author, anonymous: boolean) =>
  name ?? t(anonymous ? 'forums.voice' : 'forums.gone', { n: voice })

type Props = { clock: Clock; author: Author; anonymous: boolean }

export function AuthorName({ clock, author, anonymous }: Props) {
  return (
    <>
      <b>
        <bdi>{nameOf(clock, author, anonymous)}</bdi>
      </b>
      {author.isStaff && <Tag tone="brand">{clock.t('forums.staff')}</Tag>}
    </>
  )
}

export function AuthorFace({ clock, author, anonymous }: Props) {
  return (
    <Avatar
      name={author.name ?? (anonymous ? String(author.voice) : nameOf(clock, author, anonymous))}
      photo={author.photoId && urls.media(author.photoId)}
    />
  )
}
