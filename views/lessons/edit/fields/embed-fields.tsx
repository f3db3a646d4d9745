import { Field } from '../../../ui/field'
import type { Of } from './of'

export function EmbedFields({ view, block }: Of<'embed'>) {
  const { t } = view
  return (
    <>
      <Field
        name="url"
        id={`url-${block.id}`}
        type="url"
        label={t('lessons.address')}
        value={block.url}
        maxlength={2000}
        dir="ltr"
      />
      <Field
        name="title"
        id={`title-${block.id}`}
        label={t('lessons.title')}
        hint={t('lessons.embedTitleHint')}
        value={block.title}
        maxlength={300}
        dir="auto"
      />
    </>
  )
}
