import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'
import { Chapters, FilmBar } from './chapters'
import { MissingFile, Tracks, Transcripts } from './player'

export function VideoBlock({ block, view, media }: BlockProps<'video'>) {
  const file = media.get(block.mediaId)
  if (!file) return <MissingFile title={block.title} view={view} id={blockAnchor(block)} />
  return (
    <div class="video" id={blockAnchor(block)} data-film>
      <figure>
        <video
          class="film"
          controls
          playsinline
          preload="metadata"
          poster={file.thumbnail ?? undefined}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          aria-label={block.title || file.name}
          data-media={file.id}
          data-block={block.id}
        >
          <source src={file.url} type={file.type} />
          <Tracks file={file} view={view} />
          <a href={file.url}>{block.title || file.name}</a>
        </video>
        {block.title && <figcaption dir="auto">{block.title}</figcaption>}
      </figure>
      <FilmBar view={view} />
      <Chapters chapters={block.chapters ?? []} file={file} view={view} />
      <Transcripts file={file} view={view} />
    </div>
  )
}
