import { blockAnchor } from '../../../worker/lib/block-anchor'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import type { BlockProps } from './block-props'
import type { MediaInfo } from './media-info'
import { MissingFile } from './player'

export function FileBlock({ block, view, media }: BlockProps<'file'>) {
  const file = media.get(block.mediaId)
  if (!file) return <MissingFile title={block.title} view={view} id={blockAnchor(block)} />
  return (
    <div id={blockAnchor(block)}>
      <FileLine file={file} title={block.title || file.name} view={view} />
    </div>
  )
}

/** With `open` the browser shows the file, and an arrow saves it; else it is saved. */
export function FileLine({
  file,
  title,
  view,
  open = false,
}: {
  file: MediaInfo
  title: string
  view: View
  open?: boolean
}) {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase() ?? ''
  return (
    <div class="file">
      <Icon name={open ? 'slides' : 'download'} />
      <span>
        <a href={file.url} download={open ? undefined : file.name} dir="auto">
          {title}
        </a>
        <small class="muted">{[extension, sizeOf(file.size, view.locale)].filter(Boolean).join(' · ')}</small>
      </span>
      {open && (
        <a
          class="iconbtn"
          href={file.url}
          download={file.name}
          aria-label={view.t('blocks.file.download', { title })}
          title={view.t('blocks.file.download', { title })}
        >
          <Icon name="download" />
        </a>
      )}
    </div>
  )
}

function sizeOf(bytes: number, locale: string) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const style = { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, style).format(bytes / 1000 ** step)
}
