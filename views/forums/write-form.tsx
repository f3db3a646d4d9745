import type { FormState } from '../../worker/http/form'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type Props = {
  view: View
  action: string
  method?: 'post' | 'put'
  state: FormState
  /** It makes something: sent twice, it is done once. */
  once?: boolean
  /** Asks for a title, too. */
  titled?: boolean
  label: string
  send: string
  /** Whose groups are apart: for which one it is. */
  groups?: { options: { id: string; name: string }[]; everybody: boolean }
  /** Which reply it answers. */
  parentId?: string | null
  anonymous?: boolean
}

/** Where one writes: plain words with Markdown, a title above where a thread begins. */
export function WriteForm({
  view,
  action,
  method,
  state: { values, errors },
  once,
  titled,
  label,
  send,
  groups,
  parentId,
  anonymous,
}: Props) {
  const { t } = view
  const value = (name: string) => String(values[name] ?? '')
  return (
    <Form action={action} method={method} once={once ? view.once : undefined} class="form forum-write" guard>
      <ErrorSummary view={view} errors={errors} />
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      {titled && (
        <Field
          name="title"
          label={t('forums.title')}
          value={value('title')}
          error={errors.title}
          maxlength={200}
          dir="auto"
          autocomplete="off"
        />
      )}
      {groups && (
        <SelectField
          name="groupId"
          label={t('forums.group')}
          value={value('groupId')}
          empty={groups.everybody ? t('forums.everybody') : undefined}
          options={groups.options.map((one) => ({ value: one.id, label: one.name }))}
          error={errors.groupId}
        />
      )}
      <TextArea
        name="body"
        label={label}
        value={value('body')}
        error={errors.body}
        hint={t(anonymous ? 'forums.writeNameless' : 'forums.writeHint')}
        rows={titled ? 10 : 6}
        maxlength={20_000}
      />
      <Button kind="primary" icon="send">
        {send}
      </Button>
    </Form>
  )
}
