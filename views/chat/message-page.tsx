import type { MessageLine } from '../../worker/domain/chat'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form, onceAt } from '../ui/form'
import type { View } from '../view'
import { messageItem } from './message'

type Props = {
  view: View
  message: MessageLine
  ownReactions: string[]
  /** What one can say without words. */
  emoji: readonly string[]
  mayWrite: boolean
  mayEdit: boolean
  mayDelete: boolean
  state: FormState
}

/** One message, and what its reader may do about it. */
export function MessagePage({ view, message, ownReactions, emoji, mayWrite, mayEdit, mayDelete, state }: Props) {
  const { t } = view
  const { id, roomId } = message
  const action = urls.chatMessage(roomId, id)
  return (
    <Shell view={view} title={t('chat.message')} width="narrow" styles={['css/chat.css']}>
      <Breadcrumbs view={view} trail={[{ href: `${urls.chat(roomId)}#m-${id}`, label: t('chat.backToRoom') }]} />
      <h1>{t('chat.message')}</h1>
      <ErrorSummary view={view} errors={state.errors} />
      <ol class="messages alone" role="list">
        {messageItem(view, message, message.authorId === view.actor!.id)}
      </ol>
      <form id="react" method="post" action={onceAt(urls.chatReactions(roomId), view.once)} />
      {mayWrite && message.deletedAt === null && (
        <section>
          <h2>{t('chat.react')}</h2>
          <p class="reactions choose">
            {emoji.map((one) => (
              <button
                type="submit"
                form="react"
                name="react"
                value={`${id} ${one}`}
                aria-pressed={ownReactions.includes(one) ? 'true' : 'false'}
              >
                {one}
              </button>
            ))}
          </p>
        </section>
      )}
      {mayEdit && (
        <section>
          <h2>{t('chat.edit')}</h2>
          <Form action={action} method="put" class="form">
            <TextArea
              name="text"
              label={t('chat.text')}
              hint={t('chat.editHint')}
              rows={4}
              value={String(state.values.text ?? message.text)}
              error={state.errors.text}
            />
            <Button kind="primary">{t('chat.save')}</Button>
          </Form>
        </section>
      )}
      {mayDelete && (
        <section>
          <h2>{t('chat.delete')}</h2>
          <p>{t('chat.deleteSentence')}</p>
          <Form action={action} method="delete">
            <Button kind="danger" icon="trash">
              {t('chat.delete')}
            </Button>
          </Form>
        </section>
      )}
    </Shell>
  )
}
