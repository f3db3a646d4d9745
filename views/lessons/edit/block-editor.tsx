import type { EditedBlock, ReportRow } from '../../../worker/domain/lessons'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import { urls } from '../../../worker/urls'
import { Button, IconButton } from '../../ui/button'
import { Form, onceAt } from '../../ui/form'
import { Icon } from '../../ui/icon'
import { Menu, MenuButton } from '../../ui/menu'
import { humanAgo } from '../../ui/time'
import type { View } from '../../view'
import { LessonBlocks, type MediaMap } from '../blocks'
import { kindIcon } from '../kind-icon'
import { labelOf } from '../report-form'
import { BlockFields } from './fields'

export type Choices = { tones: readonly string[]; roles: readonly string[] }

type BlockEditorProps = {
  view: View
  itemId: string
  edited: EditedBlock
  media: MediaMap
  embedHosts: string[]
  choices: Choices
  reports?: ReportRow[]
  errors?: Record<string, string>
  isFirst?: boolean
  isLast?: boolean
}

/** One block: as learners see it, its form, and where it stands. */
export function BlockEditor(props: BlockEditorProps) {
  const { view, itemId, edited, errors = {}, reports = [] } = props
  const { t } = view
  const { block } = edited
  // A text that the editor cannot hold whole is shown as it is read, and written as Markdown below.
  const isInPlace = block.kind === 'text' && (edited.isRich || edited.isUnfinished)
  const name = labelOf(view, { kind: block.kind, words: edited.words })
  const form = (
    <Form
      action={urls.lessonBlock(itemId, block.id)}
      method="put"
      data-block-form={block.kind}
      data-rich={edited.isRich ? '' : undefined}
    >
      <input type="hidden" name="was" value={edited.mark} />
      <BlockFields {...props} />
      {Object.values(errors).map((error) => (
        <p class="hint problem" role="alert">
          {error}
        </p>
      ))}
      {block.kind !== 'divider' && (
        <Button small data-save>
          {t('common.save')}
        </Button>
      )}
    </Form>
  )
  return (
    <section class="edit-block" id={`block-${block.id}`} data-block-id={block.id} aria-label={name} tabindex={-1}>
      <header class="edit-tools">
        <span class="grip" aria-hidden="true" data-grip>
          <Icon name="grip" />
        </span>
        <span class="edit-kind small">
          <Icon name={kindIcon[block.kind]} />
          {t(`lessons.kind.${block.kind}`)}
        </span>
        <Moves {...props} name={name} />
        <Menu label={t('lessons.actionsFor', { name })}>
          <form method="post" action={onceAt(urls.blockCopies(itemId, block.id), view.once)} data-copy>
            <MenuButton icon="copy">{t('lessons.duplicate')}</MenuButton>
          </form>
          <form method="post" action={`${urls.lessonBlock(itemId, block.id)}?_method=DELETE`} data-remove>
            <MenuButton icon="trash" danger>
              {t('lessons.remove')}
            </MenuButton>
          </form>
        </Menu>
      </header>
      <Reports view={view} itemId={itemId} reports={reports} />
      {isInPlace ? (
        form
      ) : (
        <>
          <div class="edit-preview prose" data-preview inert>
            <Preview {...props} />
          </div>
          {block.kind !== 'divider' && (
            <details class="edit-fields" open={edited.isUnfinished || Object.keys(errors).length > 0}>
              <summary>
                <Icon name="edit" />
                {t('lessons.editThis')}
              </summary>
              {form}
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** As learners see it; they do not see what waits for its author. */
export function Preview({ view, edited, media, embedHosts }: Omit<BlockEditorProps, 'itemId' | 'choices'>) {
  if (edited.isUnfinished) return <p class="muted unfinished">{view.t('lessons.unfinished')}</p>
  return <LessonBlocks view={view} blocks={[edited.block]} media={media} embedHosts={embedHosts} />
}

function Moves({ view, itemId, edited, name, isFirst, isLast }: BlockEditorProps & { name: string }) {
  const { t } = view
  return (
    <form
      class="edit-moves"
      method="post"
      action={onceAt(`${urls.blockPosition(itemId, edited.block.id)}?_method=PUT`, view.once)}
      data-move
    >
      <IconButton
        icon="arrow-up"
        label={t('lessons.moveUp', { name })}
        title={`${t('lessons.moveUp', { name })} (Alt+↑)`}
        aria-keyshortcuts="Alt+ArrowUp"
        name="to"
        value="up"
        aria-disabled={isFirst ? 'true' : undefined}
      />
      <IconButton
        icon="arrow-down"
        label={t('lessons.moveDown', { name })}
        title={`${t('lessons.moveDown', { name })} (Alt+↓)`}
        aria-keyshortcuts="Alt+ArrowDown"
        name="to"
        value="down"
        aria-disabled={isLast ? 'true' : undefined}
      />
    </form>
  )
}

function Reports({ view, itemId, reports }: { view: View; itemId: string; reports: ReportRow[] }) {
  if (reports.length === 0) return null
  return (
    <ul class="edit-reports" role="list">
      {reports.map((report) => (
        <li id={`report-${report.id}`}>
          <Icon name="flag" />
          <div>
            <p class="pre-line" dir="auto">
              {report.text}
            </p>
            <p class="small muted">
              {view.t('lessons.reportedBy', { name: report.by, when: humanAgo(view, report.createdAt) })}
              {' · '}
              <a
                href={`${urls.lessonVersion(itemId, report.versionNumber)}#${report.blockId ? blockAnchor({ id: report.blockId }) : 'version'}`}
              >
                {view.t('lessons.aboutVersion', { version: report.versionNumber })}
              </a>
            </p>
          </div>
          <form method="post" action={`${urls.lessonReport(itemId, report.id)}?_method=DELETE`}>
            <Button small kind="quiet" icon="check">
              {view.t('lessons.reportDone')}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  )
}
