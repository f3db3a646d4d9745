import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon, type IconName } from '../ui/icon'
import { Notice } from '../ui/notice'
import type { View } from '../view'

type WelcomeProps = {
  view: View
  /** "riverside.lyceum.example" */
  host: string
  importFile: string | null
}

/** The first page in a new space: how to begin. */
export function WelcomePage({ view, host, importFile }: WelcomeProps) {
  const { t } = view
  return (
    <Bare view={view} title={t('welcome.title')} home={urls.home()} wide>
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.lead', { organization: view.organization?.name ?? '' })}</p>
      {view.actor && !view.actor.verified && (
        <div class="above">
          <Notice meaning="info">{t('welcome.verify')}</Notice>
        </div>
      )}
      <ul class="beginnings" role="list">
        <Beginning icon="courses" title={t('welcome.sample')} text={t('welcome.sampleText')}>
          <Form action={urls.sampleCourse()}>
            <Button small>{t('welcome.sampleAction')}</Button>
          </Form>
        </Beginning>
        {importFile && (
          <Beginning icon="upload" title={t('welcome.import')} text={t('welcome.importText')}>
            <LinkButton href={importFile} small>
              {t('welcome.importAction')}
            </LinkButton>
          </Beginning>
        )}
        <Beginning icon="edit" title={t('welcome.empty')} text={t('welcome.emptyText')}>
          <LinkButton href={urls.home()} small>
            {t('welcome.emptyAction')}
          </LinkButton>
        </Beginning>
      </ul>
      <ul class="good-to-know" role="list">
        {[t('welcome.side.host', { host }), t('welcome.side.bookmark')].map((point) => (
          <li>
            <Icon name="info" />
            {point}
          </li>
        ))}
      </ul>
    </Bare>
  )
}

type BeginningProps = { icon: IconName; title: string; text: string; children?: Child }

function Beginning({ icon, title, text, children }: BeginningProps) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <h2>{title}</h2>
        <p class="muted">{text}</p>
        {children}
      </div>
    </li>
  )
}
