import type { Plan, plans } from '../../worker/lib/plans'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import { LinkButton } from '../ui/button'
import { Icon, type IconName } from '../ui/icon'
import { bytes } from '../ui/numbers'
import type { View } from '../view'
import { Looks } from './looks'
import { planName, planPeople, planPrice } from './plan-words'
import { ReadingRoom } from './reading-room'
import { Site } from './site'

type Plans = typeof plans
type LandingProps = { view: View; plans: Plans }

const strengths: { icon: IconName; name: 'courses' | 'bring' | 'own' | 'fast' | 'everyone' | 'leave' }[] = [
  { icon: 'courses', name: 'courses' },
  { icon: 'upload', name: 'bring' },
  { icon: 'shield', name: 'own' },
  { icon: 'clock', name: 'fast' },
  { icon: 'people', name: 'everyone' },
  { icon: 'download', name: 'leave' },
]

export function LandingPage({ view, plans }: LandingProps) {
  const { t } = view
  return (
    <Site view={view} title="Lyceum" description={t('landing.lead')}>
      <section class="opening">
        <div>
          <div class="hero">
            <h1>{t('landing.title')}</h1>
          </div>
          <p class="lead">{t('landing.lead')}</p>
          <div class="buttons">
            <LinkButton href={urls.platform.signUp()} kind="primary" iconAfter="arrow-right">
              {t('landing.begin')}
            </LinkButton>
            <LinkButton href={urls.platform.find()} kind="quiet">
              {t('landing.find')}
            </LinkButton>
          </div>
          <p class="small muted">{t('landing.promise', { people: plans.free.people })}</p>
        </div>
        <ReadingRoom />
      </section>
      <section aria-labelledby="strengths">
        <h2 id="strengths" class="visually-hidden">
          {t('landing.strengths')}
        </h2>
        <ul class="features" role="list">
          {strengths.map(({ icon, name }) => (
            <li>
              <Icon name={icon} />
              <h3>{t(`landing.${name}.title`)}</h3>
              <p>{t(`landing.${name}.text`)}</p>
            </li>
          ))}
        </ul>
      </section>
      <Looks view={view} />
      <section aria-labelledby="plans" class="plans-section">
        <h2 id="plans">{t('landing.plans')}</h2>
        <p class="muted">{t('landing.plansLead')}</p>
        <div class="plans">
          {(Object.keys(plans) as Plan[]).map((plan) => (
            <PlanCard view={view} plan={plan} terms={plans[plan]} />
          ))}
        </div>
      </section>
    </Site>
  )
}

type PlanProps = { view: View; plan: Plan; terms: Plans[Plan] }

function PlanCard({ view, plan, terms }: PlanProps) {
  const { t } = view
  const points: string[] = [
    planPeople(view, plan),
    t('plan.storage', { size: bytes(view, terms.storageBytes) }),
    t('plan.everything'),
  ]
  return (
    <article class="plan">
      <h3>{planName(view, plan)}</h3>
      <p class="price">{planPrice(view, plan)}</p>
      <p class="muted">{t(`plan.${plan}.text` as MessageKey)}</p>
      <ul role="list">
        {points.map((point) => (
          <li>
            <Icon name="check" />
            {point}
          </li>
        ))}
      </ul>
      <LinkButton href={`${urls.platform.signUp()}?plan=${plan}`} kind={plan === 'free' ? 'primary' : undefined} block>
        {t('plan.choose')}
      </LinkButton>
    </article>
  )
}
