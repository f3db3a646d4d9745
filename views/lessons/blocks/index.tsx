import type { FC } from 'hono/jsx'
import type { Block, BlockKindName } from '../../../worker/domain/lessons/blocks'
import type { View } from '../../view'
import { AudioBlock } from './audio'
import type { BlockProps } from './block-props'
import { CalloutBlock } from './callout'
import { CheckBlock } from './check'
import { CodeBlock } from './code'
import { DividerBlock } from './divider'
import { DocumentBlock } from './document'
import { EmbedBlock } from './embed'
import { FileBlock } from './file'
import { GalleryBlock } from './gallery'
import { ImageBlock } from './image'
import { MathsBlock } from './maths'
import type { MediaMap } from './media-info'
import { QuoteBlock } from './quote'
import { RevealBlock } from './reveal'
import { TableBlock } from './table'
import { TextBlock } from './text'
import { VideoBlock } from './video'

export type { MediaInfo, MediaMap, MediaTrack } from './media-info'

const components: { [Kind in BlockKindName]: (props: BlockProps<Kind>) => ReturnType<FC> } = {
  text: TextBlock,
  image: ImageBlock,
  gallery: GalleryBlock,
  video: VideoBlock,
  audio: AudioBlock,
  document: DocumentBlock,
  file: FileBlock,
  embed: EmbedBlock,
  callout: CalloutBlock,
  reveal: RevealBlock,
  table: TableBlock,
  quote: QuoteBlock,
  code: CodeBlock,
  maths: MathsBlock,
  divider: DividerBlock,
  check: CheckBlock,
}

type LessonBlocksProps = { blocks: Block[]; view: View; media: MediaMap; embedHosts: string[] }

/** Prepared blocks, one after the other. Put them into an element with the class `prose`. */
export function LessonBlocks({ blocks, ...rest }: LessonBlocksProps) {
  return (
    <>
      {blocks.map((block) => {
        const Component = components[block.kind] as (props: BlockProps<BlockKindName>) => ReturnType<FC>
        return <Component block={block} {...rest} />
      })}
    </>
  )
}
