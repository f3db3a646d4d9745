import type { FormState } from '../../worker/http/form'
import { type Plan, plans } from '../../worker/lib/plans'
import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { LanguageChoice } from '../layouts/language-choice'
import { EmailField, NameField, NewPassword, withPasswordAgain } from '../sign-in/person-fields'
import { Where } from '../sign-in/where'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import { planName, planPeople, planPrice } from './plan-words'

type SignUpProps = {
  view: View
  state: FormState
  nonce: string
  /** ".lyceum.example" */
  suffix: string
  address: AddressState
  /** Guessed, until something else is chosen. */
  zone: string
  plan: Plan
  least: number
}

export function SignUpPage({ view, state, nonce, suffix, address, zone, plan, least }: SignUpProps) {
  const { t } = view
  const { values } = state
  const errors = withPasswordAgain(view, state.errors)
  const value = (name: string) => String(values[name] ?? '')
  return (
    <Bare
      view={view}
      title={t('signUp.title')}
      description={t('landing.lead')}
      home={urls.platform.home()}
      scripts={['js/sign-up.js']}
      side={{
        sentence: t('signUp.side'),
        points: [t('signUp.side.own'), t('signUp.side.all'), t('signUp.side.leave')],
      }}
      foot={<LanguageChoice view={view} />}
    >
      <h1>{t('signUp.title')}</h1>
      <p>{lead(view, plan)}</p>
      <Form action={urls.platform.signUp()}>
        <ErrorSummary view={view} errors={errors} />
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="plan" value={plan} />
        <Field
          name="organization"
          label={t('signUp.organization')}
          value={value('organization')}
          error={errors.organization}
          autocomplete="organization"
          maxlength={100}
          required
          dir="auto"
          hx-get={urls.platform.signUpAddress()}
          hx-trigger="input changed delay:300ms"
          hx-include="#address input"
          hx-target="#address"
          hx-swap="outerHTML"
        />
        <Address view={view} suffix={suffix} address={{ ...address, error: errors.slug }} />
        <NameField
          name="owner"
          label={t('signUp.name')}
          value={value('owner')}
          error={errors.owner}
          autocomplete="name"
          maxlength={100}
          required
        />
        <EmailField label={t('signUp.email')} value={value('email')} error={errors.email} required />
        <NewPassword view={view} least={least} error={errors.password} />
        <Where view={view} values={{ locale: values.locale, zone }} errors={errors} />
        <Check
          name="agreed"
          label={<Agreement view={view} />}
          checked={value('agreed') === 'on'}
          error={errors.agreed}
        />
        <Button kind="primary">{t('signUp.button')}</Button>
      </Form>
      <p class="after">
        {t('signUp.already')} <a href={urls.platform.find()}>{t('find.title')}</a>
      </p>
    </Bare>
  )
}

/** What the chosen plan is and costs. */
function lead(view: View, plan: Plan) {
  const { price, people } = plans[plan]
  if (price === 0 && people !== null) return view.t('signUp.lead', { people })
  const said = { plan: planName(view, plan), price: planPrice(view, plan), people: planPeople(view, plan) }
  return view.t('signUp.leadPlan', said)
}

export type AddressState = {
  slug: string
  /** What the name suggested last: as long as the two agree, typing a name goes on suggesting. */
  suggested: string
  /** Null while nothing is typed. */
  free: boolean | null
  /** Why it cannot be taken, in a sentence. */
  wrong: string | null
  others: string[]
  error?: string
}

type AddressProps = { view: View; suffix: string; address: AddressState }

/** The subdomain, with what is known of it. A fragment: it follows the organization's name until somebody edits it. */
export function Address({ view, suffix, address }: AddressProps) {
  const { slug, suggested, error } = address
  return (
    <div id="address">
      <input type="hidden" name="suggested" value={suggested} />
      <Field
        name="slug"
        label={view.t('signUp.address')}
        value={slug}
        error={error}
        hint={<AddressHint view={view} address={address} suffix={suffix} />}
        after={suffix}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxlength={40}
        dir="ltr"
        hx-get={`${urls.platform.signUpAddress()}?hint=1`}
        hx-trigger="input changed delay:300ms"
        hx-target="#address-hint"
        hx-swap="outerHTML"
      />
    </div>
  )
}

export function AddressHint({ view, suffix, address }: AddressProps) {
  const { slug, free, wrong, others, error } = address
  const { t } = view
  return (
    <span id="address-hint" aria-live="polite" class={free ? 'hint good' : wrong && !error ? 'hint problem' : 'hint'}>
      {free && <Icon name="check" />}
      {slug === '' && t('signUp.addressHint')}
      {free && t('signUp.free', { address: slug + suffix })}
      {wrong && !error && wrong}
      {others.length > 0 && ` ${t('signUp.others', { others: list(view, others) })}`}
    </span>
  )
}

function Agreement({ view }: { view: View }) {
  const { t } = view
  const links = (['terms', 'privacy', 'dpa'] as const).map((name) => (
    <a href={urls.platform.document(name)} target="_blank" rel="noopener">
      {t(`platform.${name}`)}
    </a>
  ))
  return (
    <>
      {t('signUp.agree')} {links[0]}, {links[1]}, {links[2]}
    </>
  )
}

const list = (view: View, words: string[]) => new Intl.ListFormat(view.locale, { type: 'disjunction' }).format(words)
