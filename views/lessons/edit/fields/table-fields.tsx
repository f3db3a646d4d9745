import { Button } from '../../../ui/button'
import { Field, TextArea } from '../../../ui/field'
import type { Of } from './of'

export function TableFields({ view, block, edited }: Of<'table'>) {
  const { t } = view
  const { grid } = edited
  return (
    <>
      <Field
        name="caption"
        id={`caption-${block.id}`}
        label={t('lessons.caption')}
        optional={t('lessons.optional')}
        value={block.caption}
        maxlength={500}
        dir="auto"
      />
      {grid ? (
        <>
          <div class="table-box">
            <table class="edit-table" aria-label={t('lessons.cells')}>
              {grid.map((row, y) => (
                <tr>
                  {row.map((cell, x) => (
                    <td>
                      <input
                        class={y === 0 ? 'head' : undefined}
                        name="cell"
                        value={cell}
                        dir="auto"
                        aria-label={y === 0 ? t('lessons.headCell', { x: x + 1 }) : t('lessons.cell', { x: x + 1, y })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </table>
          </div>
          <div class="cluster above">
            <Button small kind="quiet" icon="plus" name="act" value="row">
              {t('lessons.addRow')}
            </Button>
            <Button small kind="quiet" icon="plus" name="act" value="column">
              {t('lessons.addColumn')}
            </Button>
            <Button small kind="quiet" name="act" value="less-row">
              {t('lessons.lessRow')}
            </Button>
            <Button small kind="quiet" name="act" value="less-column">
              {t('lessons.lessColumn')}
            </Button>
          </div>
        </>
      ) : (
        <TextArea
          name="markdown"
          id={`text-${block.id}`}
          label={t('lessons.kind.table')}
          hint={t('lessons.asMarkdown')}
          value={block.markdown}
          rows={6}
        />
      )}
    </>
  )
}
