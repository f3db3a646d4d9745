import { Field, TextArea } from '../../../ui/field'
import type { Of } from './of'

export function TextFields({ view, edited, block }: Of<'text'>) {
  const { t } = view
  return (
    <>
      <textarea
        class="input markdown"
        name="markdown"
        id={`text-${block.id}`}
        rows={4}
        dir="auto"
        aria-label={t('lessons.kind.text')}
        placeholder={t('lessons.write')}
        data-placeholder={t('lessons.writeOrMore')}
        data-html={edited.isRich ? block.html : undefined}
      >
        {block.markdown}
      </textarea>
      {!edited.isRich && block.markdown !== '' ? (
        <p class="hint">{t('lessons.asMarkdown')}</p>
      ) : (
        <noscript>
          <p class="hint">{t('lessons.markdownHint')}</p>
        </noscript>
      )}
    </>
  )
}

export function QuoteFields({ view, block }: Of<'quote'>) {
  const { t } = view
  return (
    <>
      <TextArea
        name="markdown"
        id={`text-${block.id}`}
        label={t('lessons.kind.quote')}
        value={block.markdown}
        rows={3}
      />
      <Field
        name="cite"
        id={`cite-${block.id}`}
        label={t('lessons.cite')}
        value={block.cite}
        maxlength={500}
        dir="auto"
      />
    </>
  )
}

export function CodeFields({ view, block }: Of<'code'>) {
  const { t } = view
  return (
    <>
      <Field
        name="language"
        id={`language-${block.id}`}
        label={t('lessons.codeLanguage')}
        hint={t('lessons.codeLanguageHint')}
        value={block.language}
        maxlength={40}
        dir="ltr"
      />
      <div class="field">
        <label for={`code-${block.id}`}>{t('lessons.kind.code')}</label>
        <textarea class="input mono" name="code" id={`code-${block.id}`} rows={6} dir="ltr" spellcheck={false}>
          {`\n${block.code}`}
        </textarea>
      </div>
      <Field
        name="caption"
        id={`caption-${block.id}`}
        label={t('lessons.caption')}
        optional={t('lessons.optional')}
        value={block.caption}
        maxlength={500}
        dir="auto"
      />
    </>
  )
}

export function MathsFields({ view, block }: Of<'maths'>) {
  return (
    <div class="field">
      <label for={`tex-${block.id}`}>{view.t('lessons.tex')}</label>
      <textarea class="input mono" name="tex" id={`tex-${block.id}`} rows={3} dir="ltr" spellcheck={false}>
        {block.tex}
      </textarea>
      <p class="hint">{view.t('lessons.texHint')}</p>
    </div>
  )
}
