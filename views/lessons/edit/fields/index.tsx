import { BoxFields } from './box-fields'
import { CheckFields } from './check-fields'
import { EmbedFields } from './embed-fields'
import { FileFields } from './file-fields'
import type { FieldsProps } from './of'
import { GalleryFields, PictureFields } from './picture-fields'
import { TableFields } from './table-fields'
import { CodeFields, MathsFields, QuoteFields, TextFields } from './writing-fields'

/** The fields of one block's form; with a script a text is written in place. */
export function BlockFields({ edited, ...rest }: FieldsProps) {
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
