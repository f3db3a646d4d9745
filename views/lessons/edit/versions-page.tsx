import type { History } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { Shell } from '../../layouts/shell'
import { Breadcrumbs } from '../../ui/breadcrumbs'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { Form } from '../../ui/form'
import { humanTime } from '../../ui/time'
import type { View } from '../../view'

/** The lesson over time: who wrote when, what has changed since, and the way back. */
export function VersionsPage({ view, history }: { view: View; history: History }) {
  const { t } = view
  const { lesson, versions, compared } = history
  const itemId = lesson.item.id
  return (
    <Shell
      view={view}
      title={t('lessons.versionsOf', { title: lesson.item.title })}
      main="versions"
      styles={['css/editing.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(lesson.course.id), label: <bdi>{lesson.course.title}</bdi> },
          { href: urls.lessonEdit(itemId), label: <bdi>{lesson.item.title}</bdi> },
        ]}
      />
      <h1>{t('lessons.versions')}</h1>
      <div class="columns">
        <ol class="rows" role="list">
          {versions.map((version) => {
            const isNow = version.number === lesson.version.number
            return (
              <li aria-current={version.number === compared?.number ? 'true' : undefined}>
                {isNow ? (
                  <span>{humanTime(view, version.updatedAt)}</span>
                ) : (
                  <a href={`${urls.lessonVersion(itemId, version.number)}#changes`}>
                    {humanTime(view, version.updatedAt)}
                  </a>
                )}
                {version.state === 'published' && <Chip meaning="good">{t('lessons.versionSeen')}</Chip>}
                {version.state === 'draft' && <Chip icon="edit">{t('lessons.versionDraft')}</Chip>}
                <span class="below">
                  {t('lessons.version', { n: version.number })} · <bdi>{version.author}</bdi>
                  {version.publishedAt !== null && (
                    <> · {t('lessons.versionPublished', { when: humanTime(view, version.publishedAt) })}</>
                  )}
                </span>
              </li>
            )
          })}
        </ol>
        {compared && (
          <section id="changes" aria-labelledby="changes-title">
            <h2 id="changes-title">{t('lessons.changesSince', { n: compared.number })}</h2>
            <div class="changes" dir="auto">
              {compared.changes.map(({ kind, text }) =>
                kind === 'same' ? (
                  <details>
                    <summary class="small muted">{t('lessons.unchanged', { n: text.split('\n').length })}</summary>
                    <pre>{text}</pre>
                  </details>
                ) : kind === 'added' ? (
                  <ins>
                    <span class="visually-hidden">{t('lessons.added')}</span>
                    <pre>{text}</pre>
                  </ins>
                ) : (
                  <del>
                    <span class="visually-hidden">{t('lessons.gone')}</span>
                    <pre>{text}</pre>
                  </del>
                ),
              )}
            </div>
            <Form action={urls.versionRestoration(itemId, compared.number)}>
              <Button icon="restore">{t('lessons.restore', { n: compared.number })}</Button>
            </Form>
          </section>
        )}
      </div>
    </Shell>
  )
}
