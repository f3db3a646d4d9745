import type { ChangeCounts, History } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { Shell } from '../../layouts/shell'
import { Breadcrumbs } from '../../ui/breadcrumbs'
import { Chip } from '../../ui/chip'
import { Pager } from '../../ui/pager'
import { humanTime, Time } from '../../ui/time'
import type { View } from '../../view'
import { VersionDetail } from './version-detail'

type VersionsPageProps = { view: View; history: History; embedHosts: string[] }

/** The lesson over time: who wrote when and what, any version as it was, and the way back to it. */
export function VersionsPage({ view, history, embedHosts }: VersionsPageProps) {
  const { t } = view
  const { lesson, versions, next, shown } = history
  const itemId = lesson.item.id
  return (
    <Shell
      view={view}
      title={t('lessons.versionsOf', { title: lesson.item.title })}
      main="versions"
      serif
      styles={['css/reading.css', 'css/editing.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(lesson.course.id), label: <bdi>{lesson.course.title}</bdi> },
          { href: urls.lessonEdit(itemId), label: <bdi>{lesson.item.title}</bdi> },
        ]}
      />
      <h1>{t('lessons.versions')}</h1>
      <div class="version-columns">
        <nav aria-label={t('lessons.versions')}>
          <ol class="rows version-list" role="list">
            {versions.map((version) => (
              <VersionItem view={view} itemId={itemId} version={version} isShown={version.number === shown?.number} />
            ))}
          </ol>
          <Pager view={view} next={next && `${urls.lessonVersions(itemId)}?after=${encodeURIComponent(next)}`} />
        </nav>
        {shown ? (
          <VersionDetail
            view={view}
            lesson={lesson}
            shown={shown}
            row={versions.find(({ number }) => number === shown.number)}
            embedHosts={embedHosts}
          />
        ) : (
          <p class="muted">{t('lessons.versionChoose')}</p>
        )}
      </div>
    </Shell>
  )
}

type VersionItemProps = { view: View; itemId: string; version: History['versions'][number]; isShown: boolean }

function VersionItem({ view, itemId, version, isShown }: VersionItemProps) {
  const { t } = view
  return (
    <li>
      <a href={`${urls.lessonVersion(itemId, version.number)}#version`} aria-current={isShown ? 'true' : undefined}>
        <Time view={view} at={version.updatedAt} />
      </a>
      <div>
        {version.state === 'published' && <Chip meaning="good">{t('lessons.versionSeen')}</Chip>}
        {version.state === 'draft' && <Chip icon="edit">{t('lessons.versionDraft')}</Chip>}
      </div>
      <span class="below">
        <bdi>{version.author}</bdi>
        <br />
        {version.number === 1 ? t('lessons.versionFirst') : version.changes && sayCounts(view, version.changes)}
        {version.publishedAt !== null && (
          <>
            <br />
            {t('lessons.versionPublished', { when: humanTime(view, version.publishedAt) })}
          </>
        )}
      </span>
    </li>
  )
}

const order = ['added', 'changed', 'moved', 'removed'] as const

/** "2 blocks added and 1 changed" */
export function sayCounts({ t, locale }: View, counts: ChangeCounts): string {
  const said = order
    .filter((change) => counts[change])
    .map((change) => t(`lessons.count.${change}`, { n: counts[change] }))
  if (said.length === 0) return t('lessons.count.none')
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(said)
}
