import { urls } from '../../worker/urls'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type Props = { view: View; person: { name: string; photoId: string | null }; action: string; error?: string }

/** A photo: what cameras write about place and time is taken out before it is kept. */
export function PhotoPanel({ view, person, action, error }: Props) {
  const { t } = view
  return (
    <section class="photo-panel" aria-labelledby="photo-title">
      <Avatar large name={person.name} photo={person.photoId ? urls.media(person.photoId) : null} />
      <div>
        <h2 id="photo-title">{t('profile.photo')}</h2>
        <Form action={action} files class="cluster">
          <input
            class="input"
            type="file"
            name="file"
            id="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            aria-label={t('profile.photoFile')}
            aria-describedby="file-hint"
            aria-invalid={error ? 'true' : undefined}
          />
          <Button small icon="upload">
            {t('profile.photoSave')}
          </Button>
        </Form>
        {error ? (
          <p class="hint problem" id="file-hint">
            <Icon name="problem" />
            {error}
          </p>
        ) : (
          <p class="hint" id="file-hint">
            {t('profile.photoHint')}
          </p>
        )}
        {person.photoId && (
          <Form action={action} method="delete">
            <button type="submit" class="link-btn small">
              {t('profile.photoRemove')}
            </button>
          </Form>
        )}
      </div>
    </section>
  )
}
