import { Button, IconButton } from '../../../ui/button'
import { Check } from '../../../ui/choices'
import { TextArea } from '../../../ui/field'
import type { Of } from './of'

export function CheckFields({ view, block }: Of<'check'>) {
  const { t } = view
  return (
    <>
      <input type="hidden" name="options" value="all" />
      <TextArea name="markdown" id={`text-${block.id}`} label={t('lessons.question')} value={block.markdown} rows={2} />
      <Check
        name="multiple"
        id={`multiple-${block.id}`}
        label={t('lessons.multiple')}
        checked={block.multiple}
        value="yes"
      />
      {block.options.map((option, i) => (
        <fieldset class="edit-option">
          <legend class="visually-hidden">{t('lessons.option', { n: i + 1 })}</legend>
          <input
            type="checkbox"
            name="correct"
            value={String(i)}
            checked={option.correct}
            aria-label={t('lessons.isRight', { n: i + 1 })}
            title={t('lessons.isRight', { n: i + 1 })}
          />
          <input
            class="input"
            name={`option-${i}`}
            value={option.text}
            maxlength={2000}
            dir="auto"
            placeholder={t('lessons.option', { n: i + 1 })}
            aria-label={t('lessons.option', { n: i + 1 })}
          />
          <input
            class="input small"
            name={`feedback-${i}`}
            value={option.feedback}
            maxlength={2000}
            dir="auto"
            placeholder={t('lessons.optionFeedback')}
            aria-label={t('lessons.optionFeedbackOf', { n: i + 1 })}
          />
          <IconButton icon="close" label={t('lessons.removeOption', { n: i + 1 })} name="remove" value={String(i)} />
        </fieldset>
      ))}
      <Button small kind="quiet" icon="plus" name="act" value="option">
        {t('lessons.addOption')}
      </Button>
      <TextArea
        name="feedback"
        id={`feedback-${block.id}`}
        label={t('lessons.explanation')}
        optional={t('lessons.optional')}
        value={block.feedback}
        rows={2}
      />
    </>
  )
}
