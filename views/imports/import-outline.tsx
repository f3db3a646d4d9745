import type { ImportRun } from '../../worker/domain/imports'
import { kindIcon, kindKey } from '../courses/words'
import { Icon } from '../ui/icon'
import { Row, Rows } from '../ui/rows'
import { Tag } from '../ui/tag'
import { duration } from '../ui/time'
import type { View } from '../view'

type Item = ImportRun['plan']['modules'][number]['items'][number]

/** What comes or came, module by module, and what goes or went. */
export function ImportOutline({ view, run }: { view: View; run: ImportRun }) {
  const { t } = view
  const isAgain = run.courseId !== null && !run.made?.isNew
  const isOver = run.state === 'done' || run.state === 'undone'
  const { modules, removed } = run.plan
  return (
    <section class="section">
      <h2>{t(isOver ? 'imports.outlineDone' : 'imports.outline')}</h2>
      {modules.map((module) => (
        <>
          <h3>
            <bdi>{module.title}</bdi>
          </h3>
          <Rows>
            {module.items.map((item) => (
              <ItemRow view={view} item={item} isAgain={isAgain} />
            ))}
          </Rows>
        </>
      ))}
      {removed.length > 0 && (
        <>
          <h3>{t('imports.removed')}</h3>
          {run.state !== 'undone' && <p class="hint">{t(isOver ? 'imports.removedDone' : 'imports.removedHint')}</p>}
          <Rows>
            {removed.map(({ title, path, hasDraft }) => (
              <Row
                title={<bdi class="removed">{title}</bdi>}
                below={<bdi>{path}</bdi>}
                end={hasDraft && <Tag tone="attention">{t('imports.unpublished')}</Tag>}
              />
            ))}
          </Rows>
        </>
      )}
    </section>
  )
}

function ItemRow({ view, item, isAgain }: { view: View; item: Item; isAgain: boolean }) {
  const { t } = view
  return (
    <Row
      title={
        <span class="what">
          <Icon name={kindIcon[item.kind]} label={t(kindKey[item.kind])} />
          <bdi>{item.title}</bdi>
        </span>
      }
      end={
        <>
          {item.minutes !== null && <span class="num muted small">{duration(view, item.minutes * 60)} </span>}
          {!item.published && <Tag>{t('imports.draft')}</Tag>}
          {item.hasDraft && <Tag tone="attention">{t('imports.unpublished')}</Tag>}
          {isAgain && (
            <Tag tone={item.change === 'added' ? 'good' : item.change === 'changed' ? 'attention' : undefined}>
              {t(`imports.change.${item.change}`)}
            </Tag>
          )}
        </>
      }
    />
  )
}
