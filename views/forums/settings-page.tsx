import type { ForumToEdit } from '../../worker/domain/forums'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { NumberField } from '../ui/number-field'
import type { View } from '../view'

const kinds = ['general', 'questions', 'one-each', 'announcements'] as const
const modes = ['none', 'separate', 'visible'] as const

export function ForumSettingsPage({ view, found, form }: { view: View; found: ForumToEdit; form: FormState }) {
  const { t } = view
  const { item, course } = found
  const { values, errors } = form
  const value = (name: string) => String(values[name] ?? '')
  return (
    <Shell view={view} title={`${t('forums.settings')} · ${item.title}`} width="narrow" styles={['css/forum.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.outline(course.id), label: course.title },
          { href: urls.forum(item.id), label: item.title },
        ]}
      />
      <h1>{t('forums.settings')}</h1>
      <DraftLine view={view} item={item} canPublish />
      <Form action={urls.forum(item.id)} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <Choices
          name="kind"
          legend={t('forums.kindOf')}
          value={value('kind')}
          options={kinds.map((kind) => ({
            value: kind,
            label: t(`forums.kind.${kind}`),
            sentence: t(`forums.kindSays.${kind}`),
          }))}
          error={errors.kind}
        />
        <TextArea
          name="intro"
          label={t('forums.intro')}
          hint={t('forums.writeHint')}
          value={value('intro')}
          error={errors.intro}
          rows={5}
          maxlength={20_000}
        />
        <Check
          name="stream"
          label={t('forums.stream')}
          sentence={t('forums.streamSays')}
          checked={value('stream') === 'on'}
        />
        <Choices
          name="groupMode"
          legend={t('forums.groupMode')}
          value={value('groupMode')}
          options={modes.map((mode) => ({
            value: mode,
            label: t(`forums.mode.${mode}`),
            sentence: t(`forums.modeSays.${mode}`),
          }))}
          error={errors.groupMode}
        />
        <Check
          name="anonymous"
          label={t('forums.anonymous')}
          sentence={t('forums.anonymousSays')}
          checked={value('anonymous') === 'on'}
          error={errors.anonymous}
        />
        <NumberField
          name="editMinutes"
          label={t('forums.editMinutes')}
          hint={t('forums.editMinutesHint')}
          form={form}
          digits={5}
        />
        <Button kind="primary">{t('forums.save')}</Button>
      </Form>
    </Shell>
  )
}
