import type { Picture } from '../../../../worker/domain/lessons'
import { urls } from '../../../../worker/urls'
import { Button } from '../../../ui/button'
import { Check } from '../../../ui/choices'
import { Field, TextArea } from '../../../ui/field'
import type { View } from '../../../view'
import { ChosenFile } from './chosen-file'
import type { Of } from './of'

type PictureProps = { view: View; picture: Picture; id: string; suffix: string }

export function PictureFields({ view, picture, id, suffix }: PictureProps) {
  const { t } = view
  return (
    <>
      {suffix === '' && (
        <ChosenFile view={view} id={id} mediaId={picture.mediaId} accept="image/*" label={t('lessons.choosePicture')} />
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

export function GalleryFields({ view, block }: Of<'gallery'>) {
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
      <ChosenFile
        view={view}
        id={block.id}
        mediaId=""
        accept="image/*"
        label={t('lessons.addPicture')}
        name="addMediaId"
      />
    </>
  )
}
