import { type ReactionKind, reactionKinds } from '../../worker/lib/reactions'
import { urls } from '../../worker/urls'
import { classes } from '../ui/classes'
import { Form } from '../ui/form'
import { Menu } from '../ui/menu'
import type { Clock } from '../ui/time'

const signs: Record<ReactionKind, string> = { like: '👍', thanks: '🙏', agree: '💯', funny: '😄', surprised: '😮' }

type Props = {
  clock: Clock
  forumId: string
  reply: { id: string; reactions: Partial<Record<ReactionKind, number>> }
  felt: readonly string[]
  /** Looking on, one sees them and gives none. */
  mayReact: boolean
}

/** What people felt about it, and how one says so oneself. */
export function Reactions({ clock, forumId, reply, felt, mayReact }: Props) {
  const { t } = clock
  const there = reactionKinds.filter((kind) => reply.reactions[kind])
  const open = reactionKinds.filter((kind) => !reply.reactions[kind])
  const shown = there.map((kind) => {
    const face = <Face clock={clock} kind={kind} n={reply.reactions[kind] ?? 0} />
    return mayReact ? (
      <Choice kind={kind} isOn={felt.includes(kind)} face={face} />
    ) : (
      <span class="reaction">{face}</span>
    )
  })
  if (!mayReact)
    return (
      <div class="reactions" data-live="reactions">
        {shown}
      </div>
    )
  return (
    <Form action={urls.replyReactions(forumId, reply.id)} target="this" class="reactions" data-live="reactions">
      {shown}
      {open.length > 0 && (
        <Menu label={t('forums.react')} icon="smile" start>
          <div class="reaction-choices">
            {open.map((kind) => (
              <Choice kind={kind} isOn={false} face={<Face clock={clock} kind={kind} n={0} />} />
            ))}
          </div>
        </Menu>
      )}
    </Form>
  )
}

/** `on` and `off` say which it will be, so that sent twice it is the same. */
const Choice = ({ kind, isOn, face }: { kind: ReactionKind; isOn: boolean; face: unknown }) => (
  <button
    type="submit"
    class={classes('reaction', isOn && 'on')}
    aria-pressed={isOn ? 'true' : 'false'}
    name={isOn ? 'off' : 'on'}
    value={kind}
  >
    {face}
  </button>
)

function Face({ clock: { t }, kind, n }: { clock: Clock; kind: ReactionKind; n: number }) {
  const name = t(`forums.reaction.${kind}`)
  return (
    <>
      <span aria-hidden="true">
        {signs[kind]}
        {n > 0 && ` ${n}`}
      </span>
      <span class="visually-hidden">{n ? t('forums.reactionCount', { name, n }) : name}</span>
    </>
  )
}
