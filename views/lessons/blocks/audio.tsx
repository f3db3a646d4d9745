import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'
import { Chapters, FilmBar } from './chapters'
import { MissingFile, Tracks, Transcripts } from './player'

export function AudioBlock({ block, view, media }: BlockProps<'audio'>) {
  const file = media.get(block.mediaId)
  if (!file) return <MissingFile title={block.title} view={view} id={blockAnchor(block)} />
  return (
    <figure class="audio" id={blockAnchor(block)} data-film>
      {block.title && <figcaption dir="auto">{block.title}</figcaption>}
      <audio
        class="sound"
        controls
        preload="metadata"
        aria-label={block.title || file.name}
        data-media={file.id}
        data-block={block.id}
      >
        <source src={file.url} type={file.type} />
        <Tracks file={file} view={view} />
        <a href={file.url}>{block.title || file.name}</a>
      </audio>
      <FilmBar view={view} isHeard />
      <Chapters chapters={block.chapters ?? []} file={file} view={view} />
      <Transcripts file={file} view={view} />
    </figure>
  )
}
