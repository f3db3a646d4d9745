import { raw } from 'hono/html'
import type { Versions } from '../../worker/domain/forums'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Time } from '../ui/time'
import type { View } from '../view'
import { ForumShell } from './forum-head'

/** What it said before it was changed. */
export function VersionsPage({ view, found }: { view: View; found: Versions }) {
  const { t } = view
  return (
    <ForumShell view={view} standing={found} title={t('forums.versions')} inside>
      <h1>{t('forums.versions')}</h1>
      <div class="stream">
        {found.versions.map(({ until, title, html }) => (
          <section class="card">
            <p class="small muted">
              {t('forums.until')} <Time view={view} at={until} />
            </p>
            {title && (
              <h2 dir="auto">
                <bdi>{title}</bdi>
              </h2>
            )}
            <div class="prose" dir="auto">
              {raw(html)}
            </div>
          </section>
        ))}
      </div>
      <p class="above">
        <LinkButton href={urls.reply(found.forum.itemId, found.reply.id)} small icon="arrow-left">
          {t('forums.backToThread')}
        </LinkButton>
      </p>
    </ForumShell>
  )
}
