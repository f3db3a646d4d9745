import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import type { View } from '../view'
import type { Told } from './words'

type Props = {
  view: View
  token: string
  /** Of which no mail is wanted; nothing for all of them. */
  kind: Told['kind'] | null
  stopped: boolean
}

/** Behind the link of a mail, also for whoever is not signed in: stops such mails, and lets them come again. */
export function UnsubscribePage({ view, token, kind, stopped }: Props) {
  const { t } = view
  const what = kind ? t(`notifications.kind.${kind}`) : t('notifications.everyKind')
  return (
    <Bare view={view} title={t('notifications.stop')} home={urls.home()}>
      <h1>{t(stopped ? 'notifications.stoppedNow' : 'notifications.stop')}</h1>
      <p>{t(stopped ? 'notifications.stoppedWhat' : 'notifications.stopWhat', { what })}</p>
      <Form action={urls.unsubscribe(token)} method={stopped ? 'delete' : 'post'}>
        <Button kind={stopped ? 'quiet' : 'primary'}>
          {t(stopped ? 'notifications.resume' : 'notifications.stopNow')}
        </Button>
      </Form>
      <p>
        <a href={urls.notificationChoices()}>{t('notifications.choices')}</a>
      </p>
    </Bare>
  )
}
