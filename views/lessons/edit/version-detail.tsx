import type { BlockChange, LessonRow, ShownVersion, VersionRow } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { Button } from '../../ui/button'
import { Form } from '../../ui/form'
import { Icon, type IconName } from '../../ui/icon'
import { fullTime } from '../../ui/time'
import type { View } from '../../view'
import { LessonBlocks } from '../blocks'
import { kindIcon } from '../kind-icon'
import { mediaMapOf } from '../media-map'
import { labelOf } from '../report-form'

type VersionDetailProps = {
  view: View
  lesson: LessonRow
  shown: ShownVersion
  row: VersionRow | undefined
  embedHosts: string[]
}

/** One version: whose it is, what has changed, how it looked, and the way back to it. */
export function VersionDetail({ view, lesson, shown, row, embedHosts }: VersionDetailProps) {
  const { t } = view
  const { number, blocks, compared } = shown
  const isNow = number === lesson.version.number
  return (
    <section id="version" class="version" aria-labelledby="version-title">
      <div class="spread">
        <h2 id="version-title">{t('lessons.version', { n: number })}</h2>
        {!isNow && (
          <Form action={urls.versionRestoration(lesson.item.id, number)}>
            <Button small kind="primary" icon="restore">
              {t('lessons.restore', { n: number })}
            </Button>
          </Form>
        )}
      </div>
      {row && (
        <p class="small muted">
          <bdi>{row.author}</bdi> · {fullTime(view, row.updatedAt)}
        </p>
      )}
      {compared && (
        <section id="changes" aria-labelledby="changes-title">
          <h3 id="changes-title">
            {t(compared.way === 'since' ? 'lessons.changesSince' : 'lessons.changesWithin', { n: number })}
          </h3>
          {compared.changes.length === 0 ? (
            <p class="muted">{t('lessons.count.none')}</p>
          ) : (
            <ul class="block-changes" role="list">
              {compared.changes.map((change) => (
                <ChangedBlock view={view} change={change} />
              ))}
            </ul>
          )}
        </section>
      )}
      <h3>{t('lessons.versionLooked')}</h3>
      <div class="version-preview prose" dir="auto">
        {blocks.length === 0 ? (
          <p class="muted">{t('lessons.nothingYet')}</p>
        ) : (
          <LessonBlocks
            view={view}
            blocks={blocks}
            media={mediaMapOf(view.locale, shown.files, shown.tracks)}
            embedHosts={embedHosts}
          />
        )}
      </div>
    </section>
  )
}

const signs: Record<BlockChange['change'], IconName> = {
  added: 'plus',
  removed: 'trash',
  changed: 'edit',
  moved: 'arrow-down',
}

function ChangedBlock({ view, change: { change, kind, name, words } }: { view: View; change: BlockChange }) {
  const { t } = view
  return (
    <li class={change}>
      <p class="block-change small muted">
        <Icon name={signs[change]} /> {t(`lessons.change.${change}`)} <Icon name={kindIcon[kind]} />{' '}
        {words.length ? t(`lessons.kind.${kind}`) : <bdi>{labelOf(view, { kind, words: name })}</bdi>}
      </p>
      {words.length > 0 && (
        <p class="words" dir="auto">
          {words.map(({ kind: way, text }) =>
            way === 'same' ? <span>{shortened(text)}</span> : way === 'added' ? <ins>{text}</ins> : <del>{text}</del>,
          )}
        </p>
      )}
      {change === 'changed' && words.length === 0 && <p class="hint">{t('lessons.onlyForm')}</p>}
    </li>
  )
}

const AROUND = 120

/** Of a long stretch that stayed, the words beside what did not. */
const shortened = (text: string) =>
  text.length > 3 * AROUND
    ? `${text.slice(0, AROUND).replace(/\s+\S*$/, '')} … ${text.slice(-AROUND).replace(/^\S*\s+/, '')}`
    : text
