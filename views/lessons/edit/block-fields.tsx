import type { BlockOf, EditedBlock, Picture } from '../../../worker/domain/lessons'
import { writeChapters } from '../../../worker/lib/chapters'
import { isSlides } from '../../../worker/lib/slides'
import { urls } from '../../../worker/urls'
import { UploadField } from '../../media/upload-field'
import type { MessageKey } from '../../translate'
import { Button, IconButton } from '../../ui/button'
import { Check } from '../../ui/choices'
import { Field, TextArea } from '../../ui/field'
import { SelectField } from '../../ui/select'
import type { View } from '../../view'
import type { MediaMap } from '../blocks'
import type { Choices } from './block-editor'

type Props = { view: View; itemId: string; edited: EditedBlock; media: MediaMap; choices: Choices }
type Of<Kind extends EditedBlock['block']['kind']> = Omit<Props, 'edited'> & {
  edited: EditedBlock
  block: BlockOf<Kind>
}

/** The fields of one block's form; with a script a text is written in place. */
export function BlockFields({ edited, ...rest }: Props) {
  const { block } = edited
  const props = { edited, ...rest }
  switch (block.kind) {
    case 'text':
      return <TextFields {...props} block={block} />
    case 'image':
      return <PictureFields {...props} picture={block} id={block.id} suffix="" />
    case 'gallery':
      return <GalleryFields {...props} block={block} />
    case 'video':
    case 'audio':
    case 'document':
    case 'file':
      return <FileFields {...props} block={block} />
    case 'embed':
      return <EmbedFields {...props} block={block} />
    case 'callout':
    case 'reveal':
      return <BoxFields {...props} block={block} />
    case 'table':
      return <TableFields {...props} block={block} />
    case 'quote':
      return <QuoteFields {...props} block={block} />
    case 'code':
      return <CodeFields {...props} block={block} />
    case 'maths':
      return <MathsFields {...props} block={block} />
    case 'check':
      return <CheckFields {...props} block={block} />
    default:
      return null
  }
}

function TextFields({ view, edited, block }: Of<'text'>) {
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

type PictureProps = { view: View; picture: Picture; id: string; suffix: string }

function PictureFields({ view, picture, id, suffix }: PictureProps) {
  const { t } = view
  return (
    <>
      {suffix === '' && (
        <Chosen view={view} id={id} mediaId={picture.mediaId} accept="image/*" label={t('lessons.choosePicture')} />
      )}
      <TextArea
        name={`alt${suffix}`}
        id={`alt-${id}${suffix}`}
        label={t('lessons.alt')}
        hint={t('lessons.altHint')}
        value={picture.alt}
        rows={2}
        maxlength={2000}
      />
      <Check
        name={`decorative${suffix}`}
        id={`decorative-${id}${suffix}`}
        label={t('lessons.decorative')}
        sentence={t('lessons.decorativeHint')}
        checked={picture.decorative}
      />
      <Field
        name={`caption${suffix}`}
        id={`caption-${id}${suffix}`}
        label={t('lessons.caption')}
        optional={t('lessons.optional')}
        value={picture.caption}
        maxlength={2000}
        dir="auto"
      />
    </>
  )
}

type ChosenProps = { view: View; id: string; mediaId: string; accept: string; label: string; name?: string }

/** The file of a block, and the way to another one. Without a script the file goes up in the form below the blocks. */
function Chosen({ view, id, mediaId, accept, label, name = 'mediaId' }: ChosenProps) {
  return (
    <>
      <input type="hidden" name={name} value={mediaId} data-media />
      <div class="needs-script">
        <UploadField
          view={view}
          id={`file-${id}`}
          purpose="content"
          accept={accept}
          label={mediaId ? view.t('lessons.chooseOther') : label}
          hint=""
        />
      </div>
    </>
  )
}

function GalleryFields({ view, block }: Of<'gallery'>) {
  const { t } = view
  return (
    <>
      {block.images.map((image, i) => (
        <fieldset class="edit-part">
          <legend class="small">{t('lessons.picture', { n: i + 1 })}</legend>
          {image.mediaId && (
            <img class="edit-thumb" src={urls.thumbnail(image.mediaId)} alt="" width={96} height={72} loading="lazy" />
          )}
          <PictureFields view={view} picture={image} id={block.id} suffix={`-${i}`} />
          <Button small kind="quiet" icon="trash" name="remove" value={String(i)}>
            {t('lessons.takeOut')}
          </Button>
        </fieldset>
      ))}
      <Chosen view={view} id={block.id} mediaId="" accept="image/*" label={t('lessons.addPicture')} name="addMediaId" />
    </>
  )
}

const accepts = { video: 'video/*', audio: 'audio/*', document: 'application/pdf', file: '' }

function FileFields({ view, block, media, itemId }: Of<'video' | 'audio' | 'document' | 'file'>) {
  const { t } = view
  const file = media.get(block.mediaId)
  const canSpeak = file && (block.kind === 'video' || block.kind === 'audio')
  return (
    <>
      <Chosen
        view={view}
        id={block.id}
        mediaId={block.mediaId}
        accept={accepts[block.kind]}
        label={t(`lessons.choose.${block.kind}`)}
      />
      <Field
        name="title"
        id={`title-${block.id}`}
        label={t('lessons.title')}
        value={block.title}
        maxlength={300}
        dir="auto"
      />
      {(block.kind === 'video' || block.kind === 'audio') && (
        <TextArea
          name="chapters"
          id={`chapters-${block.id}`}
          label={t('lessons.chapters')}
          optional={t('lessons.optional')}
          hint={t('lessons.chaptersHint')}
          value={writeChapters(block.chapters ?? [])}
          rows={3}
          dir="auto"
        />
      )}
      {file && block.kind === 'file' && isSlides(file.name) && <p class="hint">{t('lessons.slidesHint')}</p>}
      {canSpeak && (
        <p class="hint">
          {file.tracks.length
            ? `${t('media.captions')}: ${file.tracks.map(({ label }) => label).join(', ')}. `
            : `${t('lessons.noCaptions')} `}
          <a
            href={`${urls.captions(file.id)}?back=${encodeURIComponent(`${urls.lessonEdit(itemId)}#block-${block.id}`)}`}
          >
            {t(file.tracks.length ? 'lessons.changeCaptions' : 'media.captionsAdd')}
          </a>
        </p>
      )}
    </>
  )
}

function EmbedFields({ view, block }: Of<'embed'>) {
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

function BoxFields({ view, block, edited, choices }: Of<'callout' | 'reveal'>) {
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

function TableFields({ view, block, edited }: Of<'table'>) {
  const { t } = view
  const { grid } = edited
  return (
    <>
      <Field
        name="caption"
        id={`caption-${block.id}`}
        label={t('lessons.caption')}
        optional={t('lessons.optional')}
        value={block.caption}
        maxlength={500}
        dir="auto"
      />
      {grid ? (
        <>
          <div class="table-box">
            <table class="edit-table" aria-label={t('lessons.cells')}>
              {grid.map((row, y) => (
                <tr>
                  {row.map((cell, x) => (
                    <td>
                      <input
                        class={y === 0 ? 'head' : undefined}
                        name="cell"
                        value={cell}
                        dir="auto"
                        aria-label={y === 0 ? t('lessons.headCell', { x: x + 1 }) : t('lessons.cell', { x: x + 1, y })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </table>
          </div>
          <div class="cluster above">
            <Button small kind="quiet" icon="plus" name="act" value="row">
              {t('lessons.addRow')}
            </Button>
            <Button small kind="quiet" icon="plus" name="act" value="column">
              {t('lessons.addColumn')}
            </Button>
            <Button small kind="quiet" name="act" value="less-row">
              {t('lessons.lessRow')}
            </Button>
            <Button small kind="quiet" name="act" value="less-column">
              {t('lessons.lessColumn')}
            </Button>
          </div>
        </>
      ) : (
        <TextArea
          name="markdown"
          id={`text-${block.id}`}
          label={t('lessons.kind.table')}
          hint={t('lessons.asMarkdown')}
          value={block.markdown}
          rows={6}
        />
      )}
    </>
  )
}

function QuoteFields({ view, block }: Of<'quote'>) {
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

function CodeFields({ view, block }: Of<'code'>) {
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

function MathsFields({ view, block }: Of<'maths'>) {
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

function CheckFields({ view, block }: Of<'check'>) {
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
