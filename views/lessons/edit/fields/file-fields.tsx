import { writeChapters } from '../../../../worker/lib/chapters'
import { isSlides, slideEndings } from '../../../../worker/lib/slides'
import { urls } from '../../../../worker/urls'
import { Field, TextArea } from '../../../ui/field'
import { ChosenFile } from './chosen-file'
import type { Of } from './of'

// slides may be chosen as well: the refusal says how they become a PDF
const accepts = {
  video: 'video/*',
  audio: 'audio/*',
  document: `application/pdf,${slideEndings.map((ending) => `.${ending}`).join(',')}`,
  file: '',
}

export function FileFields({ view, block, media, itemId }: Of<'video' | 'audio' | 'document' | 'file'>) {
  const { t } = view
  const file = media.get(block.mediaId)
  const canSpeak = file && (block.kind === 'video' || block.kind === 'audio')
  return (
    <>
      <ChosenFile
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
      {!file && block.kind === 'document' && <p class="hint">{t('lessons.documentHint')}</p>}
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
