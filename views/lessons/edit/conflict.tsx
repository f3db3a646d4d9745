import type { EditedBlock } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { Button, LinkButton } from '../../ui/button'
import { Form } from '../../ui/form'
import type { View } from '../../view'
import type { MediaMap } from '../blocks'
import { Preview } from './block-editor'

export type BlockConflict = {
  mine: EditedBlock
  theirs: EditedBlock
  /** What was sent, to be sent again. */
  fields: Record<string, string | string[]>
}

type ConflictProps = { view: View; itemId: string; conflict: BlockConflict; media: MediaMap; embedHosts: string[] }

/** The same block was written twice: both are here, nothing is lost, and the author chooses. */
export function Conflict({ view, itemId, conflict, media, embedHosts }: ConflictProps) {
  const { t } = view
  const { mine, theirs, fields } = conflict
  const { was: _, ...rest } = fields
  return (
    <div class="conflict" role="alertdialog" aria-labelledby={`conflict-${mine.block.id}`} tabindex={-1} data-conflict>
      <h3 id={`conflict-${mine.block.id}`}>{t('lessons.conflict')}</h3>
      <p class="small muted">{t('lessons.conflictHint')}</p>
      <div class="conflict-sides">
        <div>
          <h4>{t('lessons.mine')}</h4>
          <div class="prose" inert>
            <Preview view={view} edited={mine} media={media} embedHosts={embedHosts} />
          </div>
          <Form action={urls.lessonBlock(itemId, mine.block.id)} method="put">
            <input type="hidden" name="was" value={theirs.mark} />
            {Object.entries(rest).flatMap(([name, values]) =>
              [values].flat().map((value) => <input type="hidden" name={name} value={value} />),
            )}
            <Button small>{t('lessons.keepMine')}</Button>
          </Form>
        </div>
        <div>
          <h4>{t('lessons.theirs')}</h4>
          <div class="prose" inert>
            <Preview view={view} edited={theirs} media={media} embedHosts={embedHosts} />
          </div>
          <LinkButton small href={`${urls.lessonEdit(itemId)}?take=${mine.block.id}#block-${mine.block.id}`} data-take>
            {t('lessons.takeTheirs')}
          </LinkButton>
        </div>
      </div>
    </div>
  )
}
