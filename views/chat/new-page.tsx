import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Avatar } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'

type Person = { id: string; name: string; photoId: string | null }

type Props = {
  view: View
  /** Whom it is for so far. */
  chosen: Person[]
  /** Whom the words have found. */
  found: Person[]
  words: string
  /** Staff may give it a name: a room of its own. */
  mayName: boolean
  nextId: string
  state: FormState
}

/** A message to one or more people: first whom, then what. */
export function NewMessagePage({ view, chosen, found, words, mayName, nextId, state }: Props) {
  const { t } = view
  const offered = found.filter(({ id }) => !chosen.some((one) => one.id === id))
  const { errors, values } = state
  return (
    <Shell view={view} title={t('chat.newMessage')} width="narrow" styles={['css/chat.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.inbox(), label: t('chat.inbox') }]} />
      <h1>{t('chat.newMessage')}</h1>
      <ErrorSummary view={view} errors={errors} />
      <form method="get" action={urls.inboxNew()} class="chat-find" role="search">
        {chosen.map(({ id }) => (
          <input type="hidden" name="to" value={id} />
        ))}
        <Field
          name="q"
          type="search"
          label={t('chat.findPeople')}
          value={words}
          autocomplete="off"
          autofocus={chosen.length === 0}
        />
        <Button icon="search">{t('chat.find')}</Button>
      </form>
      <Form action={urls.inboxNew()} once={view.once} class="form">
        <input type="hidden" name="id" value={nextId} />
        <fieldset class="chat-people" id="to">
          <legend>{t('chat.to')}</legend>
          {chosen.map((person) => (
            <PersonChoice person={person} checked />
          ))}
          {offered.map((person) => (
            <PersonChoice person={person} />
          ))}
          {chosen.length === 0 && offered.length === 0 && (
            <p class="muted">{t(words ? 'chat.nobodyFound' : 'chat.findFirst')}</p>
          )}
          {errors.to && <p class="hint problem">{errors.to}</p>}
        </fieldset>
        {mayName && (
          <Field
            name="title"
            label={t('chat.roomTitle')}
            hint={t('chat.roomTitleHint')}
            optional={t('ui.optional')}
            maxlength={100}
            value={String(values.title ?? '')}
            error={errors.title}
            dir="auto"
          />
        )}
        <TextArea
          name="text"
          label={t('chat.text')}
          rows={5}
          value={String(values.text ?? '')}
          error={errors.text}
          autofocus={chosen.length > 0 && !errors.text}
        />
        <div class="buttons form-end">
          <Button kind="primary" icon="send">
            {t('chat.send')}
          </Button>
        </div>
      </Form>
    </Shell>
  )
}

function PersonChoice({ person, checked }: { person: Person; checked?: boolean }) {
  return (
    <label class="chat-person">
      <input type="checkbox" name="to" value={person.id} checked={checked} />
      <Avatar name={person.name} photo={person.photoId && urls.media(person.photoId)} />
      <bdi>{person.name}</bdi>
    </label>
  )
}
