import { raw } from 'hono/html'
import type { SignInCard } from '../../worker/domain/admissions'
import { qrCode } from '../../worker/lib/qr'
import { urls } from '../../worker/urls'
import { shellLinks } from '../layouts/links'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import type { View } from '../view'

type Props = { view: View; card: SignInCard; origin: string }

/** A card for a pupil's pocket. Only what stands between the lines of the card is printed. */
export function SignInCardPage({ view, card, origin }: Props) {
  const { t } = view
  const address = new URL(urls.signIn(), origin).href
  const code = qrCode(`${address}?name=${encodeURIComponent(card.username)}`)
  return (
    <Shell
      view={view}
      links={shellLinks(view)}
      title={t('signInCard.title', { name: card.name })}
      width="narrow"
      styles={['css/staff.css']}
    >
      <h1>{t('signInCard.title', { name: card.name })}</h1>
      <Notice meaning="attention">{t('signInCard.lead')}</Notice>
      <article class="sign-in-card">
        <div>
          <p class="organization">{view.organization?.name}</p>
          <h2>
            <bdi>{card.name}</bdi>
          </h2>
          <dl>
            <dt>{t('signInCard.address')}</dt>
            <dd dir="ltr">{new URL(origin).host}</dd>
            <dt>{t('signInCard.username')}</dt>
            <dd dir="ltr">{card.username}</dd>
            <dt>{t('signInCard.passCode')}</dt>
            <dd class="code" dir="ltr">
              {card.passCode}
            </dd>
          </dl>
        </div>
        <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t('signInCard.qr')}>
          {raw(`<rect width="${code.size}" height="${code.size}" fill="#fff"/><path d="${code.path}" fill="#000"/>`)}
        </svg>
        <p class="small muted">{t('signInCard.keep')}</p>
      </article>
      <p class="buttons">
        <button class="btn primary" type="button" data-print hidden>
          {t('signInCard.print')}
        </button>
        <LinkButton href={urls.people()}>{t('signInCard.back')}</LinkButton>
      </p>
    </Shell>
  )
}
