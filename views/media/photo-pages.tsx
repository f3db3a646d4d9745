import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import type { View } from '../view'

export const mostPhotoPages = 30

/**
 * Photos that become one PDF: stands within an `<upload-field>`, which sends it (public/js/media/photo-pages.ts, loaded as
 * js/photos.js beside js/upload.js). Nothing of it shows without a script.
 */
export const PhotoPages = ({ view: { t } }: { view: View }) => (
  <photo-pages
    class="photo-pages"
    hidden
    data-most={mostPhotoPages}
    data-name={t('media.photosName')}
    data-word-page={t('media.pageN', { n: '#' })}
    data-word-forward={t('media.pageForward', { n: '#' })}
    data-word-back={t('media.pageBack', { n: '#' })}
    data-word-away={t('media.pageAway', { n: '#' })}
    data-word-unreadable={t('media.photoUnreadable', { name: '#' })}
    data-word-many={t('media.photosMany', { most: mostPhotoPages })}
  >
    <p class="small">{t('media.photosHint')}</p>
    <ol data-pages role="list" />
    <div class="cluster">
      <label class="btn small" for="photo-camera">
        <Icon name="camera" />
        {t('media.takePhoto')}
        <input type="file" id="photo-camera" accept="image/*" capture="environment" />
      </label>
      <label class="btn small" for="photo-add">
        <Icon name="image" />
        {t('media.addPhotos')}
        <input type="file" id="photo-add" accept="image/*" multiple />
      </label>
      <Button small kind="primary" type="button" data-make hidden>
        {t('media.makePdf')}
      </Button>
    </div>
    <p class="hint problem" role="alert" data-problem hidden />
  </photo-pages>
)
