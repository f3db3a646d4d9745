import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Icon, type IconName } from '../ui/icon'
import { bytes } from '../ui/numbers'
import { duration, humanAgo } from '../ui/time'
import type { View } from '../view'
import { CaptionsForm } from './captions-form'

export type LibraryRow = {
  id: string
  name: string
  alt: string
  kind: 'image' | 'video' | 'audio' | 'document' | 'file'
  size: number
  width: number | null
  height: number | null
  seconds: number | null
  hasThumbnail: boolean
  owner: string
  createdAt: number
  languages: { id: string; language: string }[]
  uses: { kind: 'item' | 'course'; id: string; title: string }[]
}

const iconOf: Record<LibraryRow['kind'], IconName> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  document: 'slides',
  file: 'file',
}

/** One file; what can be done with it opens below. */
export function FileRow({ view, file, open }: { view: View; file: LibraryRow; open?: boolean }) {
  const { t } = view
  return (
    <li class="library-file" id={`file-${file.id}`}>
      <details open={open}>
        <summary>
          <Face file={file} />
          <span class="library-name">
            <bdi>{file.name}</bdi>
            <span class="small muted">{facts(view, file).join(' · ')}</span>
          </span>
          <span class="small muted library-uses">
            {file.uses.length === 0 ? t('media.unused') : `${t('media.usedIn')} ${file.uses[0]!.title}`}
            {file.uses.length > 1 && ` +${file.uses.length - 1}`}
          </span>
        </summary>
        <div class="library-body">
          <Form action={urls.media(file.id)} method="patch" target={`#file-${file.id}`}>
            <Field
              name="name"
              id={`name-${file.id}`}
              label={t('media.name')}
              value={file.name}
              maxlength={200}
              required
            />
            {file.kind === 'image' && (
              <Field
                name="alt"
                id={`alt-${file.id}`}
                label={t('media.alt')}
                hint={t('media.altHint')}
                value={file.alt}
                maxlength={1000}
              />
            )}
            <div class="buttons">
              <Button>{t('media.save')}</Button>
              <LinkButton kind="quiet" href={urls.media(file.id)} icon="external">
                {t('media.open')}
              </LinkButton>
              <LinkButton kind="quiet" href={`${urls.media(file.id)}?download`} icon="download">
                {t('media.download')}
              </LinkButton>
            </div>
          </Form>
          {(file.kind === 'video' || file.kind === 'audio') && (
            <CaptionsForm view={view} mediaId={file.id} languages={file.languages} />
          )}
          {file.uses.length > 0 ? (
            <p class="small">
              {t('media.usedIn')}:{' '}
              {file.uses.map((use, i) => (
                <>
                  {i > 0 && ', '}
                  <a href={use.kind === 'course' ? urls.course(use.id) : urls.item(use.id)}>{use.title}</a>
                </>
              ))}
            </p>
          ) : (
            <Form action={urls.media(file.id)} method="delete" target={`#file-${file.id}`} swap="delete">
              <Button kind="danger" small icon="trash">
                {t('media.delete')}
              </Button>
            </Form>
          )}
        </div>
      </details>
    </li>
  )
}

function Face({ file }: { file: LibraryRow }) {
  const hasPicture = file.hasThumbnail || file.kind === 'image'
  return (
    <span class="library-face" aria-hidden="true">
      {hasPicture ? (
        <img src={urls.thumbnail(file.id)} alt="" width={64} height={48} loading="lazy" decoding="async" />
      ) : (
        <Icon name={iconOf[file.kind]} />
      )}
    </span>
  )
}

function facts(view: View, file: LibraryRow): string[] {
  const { t } = view
  const { width, height, seconds } = file
  return [
    t(`media.one.${file.kind}`),
    bytes(view, file.size),
    ...(width && height ? [t('media.pixels', { width, height })] : []),
    ...(seconds ? [duration(view, seconds)] : []),
    ...(file.languages.length
      ? [`${t('media.captions')}: ${file.languages.map(({ language }) => language).join(', ')}`]
      : []),
    ...(file.owner ? [t('media.by', { name: file.owner })] : []),
    humanAgo(view, file.createdAt),
  ]
}
