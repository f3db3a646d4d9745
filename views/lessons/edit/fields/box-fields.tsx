import type { MessageKey } from '../../../translate'
import { Field, TextArea } from '../../../ui/field'
import { SelectField } from '../../../ui/select'
import type { Of } from './of'

export function BoxFields({ view, block, edited, choices }: Of<'callout' | 'reveal'>) {
  const { t } = view
  const isCallout = block.kind === 'callout'
  const names = isCallout ? choices.tones : choices.roles
  return (
    <>
      <SelectField
        name={isCallout ? 'tone' : 'role'}
        id={`tone-${block.id}`}
        label={t('lessons.sort')}
        value={isCallout ? block.tone : block.role}
        options={names.map((name) => ({
          value: name,
          label: t((isCallout ? `lessons.tone.${name}` : `lessons.role.${name}`) as MessageKey),
        }))}
      />
      <Field
        name="title"
        id={`title-${block.id}`}
        label={t('lessons.title')}
        optional={t('lessons.optional')}
        value={block.title}
        maxlength={300}
        dir="auto"
      />
      <TextArea
        name="markdown"
        id={`text-${block.id}`}
        label={t('lessons.inside')}
        hint={t('lessons.markdownHint')}
        value={edited.markdown}
        rows={5}
      />
    </>
  )
}
