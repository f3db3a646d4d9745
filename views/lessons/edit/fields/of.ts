import type { BlockOf, EditedBlock } from '../../../../worker/domain/lessons'
import type { View } from '../../../view'
import type { MediaMap } from '../../blocks'
import type { Choices } from '../block-editor'

/** What the fields of any block are given. */
export type FieldsProps = { view: View; itemId: string; edited: EditedBlock; media: MediaMap; choices: Choices }

/** The same for a block of one kind. */
export type Of<Kind extends EditedBlock['block']['kind']> = FieldsProps & { block: BlockOf<Kind> }
