import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { Drawing } from '../ui/drawing'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Row, Rows } from '../ui/rows'
import { SelectField } from '../ui/select'
import { date, Time } from '../ui/time'
import type { View } from '../view'

export type ListedToken = {
  id: string
  name: string
  prefix: string
  scopes: string[]
  expiresAt: number | null
  lastUsedAt: number | null
}

type TokensPageProps = {
  view: View
  own: ListedToken[]
  /** Null where one may not make tokens of the organization. */
  organizations: ListedToken[] | null
  scopes: readonly string[]
  /** Days after which a token may end. */
  ends: readonly number[]
  state: { values: Record<string, string | string[]>; errors: Record<string, string> }
  /** The value of a token that was just made: shown this once. */
  made: string | null
}

/** Tokens with which programs use the JSON API. */
export function TokensPage({ view, own, organizations, scopes, ends, state, made }: TokensPageProps) {
  const { t } = view
  return (
    <Shell view={view} title={t('tokens.title')} width="narrow" styles={['css/staff.css']}>
      <header class="page-head">
        <h1>{t('tokens.title')}</h1>
        <p class="muted">
          {t('tokens.about')} <a href={urls.apiReference()}>{t('tokens.reference')}</a>
        </p>
      </header>
      {made && <MadeToken view={view} token={made} />}
      <TokenList view={view} heading={t('tokens.own')} tokens={own} />
      {organizations && <TokenList view={view} heading={t('tokens.organizations')} tokens={organizations} />}
      <section>
        <h2>{t('tokens.make')}</h2>
        <TokenForm view={view} scopes={scopes} ends={ends} state={state} mayOrganization={organizations !== null} />
      </section>
    </Shell>
  )
}

function MadeToken({ view, token }: { view: View; token: string }) {
  return (
    <Notice meaning="good">
      <p>{view.t('tokens.made')}</p>
      <p>
        <code class="secret" data-focus tabindex={-1}>
          {token}
        </code>
      </p>
    </Notice>
  )
}

function TokenList({ view, heading, tokens }: { view: View; heading: string; tokens: ListedToken[] }) {
  const { t } = view
  return (
    <section>
      <h2>{heading}</h2>
      {tokens.length === 0 ? (
        <div class="empty small">
          <Drawing name="key" />
          <p>{t('tokens.none')}</p>
        </div>
      ) : (
        <Rows label={heading}>
          {tokens.map((token) => (
            <Row
              title={<bdi>{token.name}</bdi>}
              end={<Revoke view={view} token={token} />}
              below={<Facts view={view} token={token} />}
            />
          ))}
        </Rows>
      )}
    </section>
  )
}

function Revoke({ view, token }: { view: View; token: ListedToken }) {
  return (
    <Form action={urls.apiToken(token.id)} method="delete">
      <Button small aria-label={view.t('tokens.revokeNamed', { name: token.name })}>
        {view.t('tokens.revoke')}
      </Button>
    </Form>
  )
}

function Facts({ view, token }: { view: View; token: ListedToken }) {
  const { t } = view
  return (
    <>
      <code>{token.prefix}…</code> · {token.scopes.join(', ')} ·{' '}
      {token.expiresAt
        ? t('tokens.until', { day: date(view, token.expiresAt, { dateStyle: 'long' }) })
        : t('tokens.forever')}
      {token.lastUsedAt && (
        <>
          {' '}
          · <Time view={view} at={token.lastUsedAt} as="ago" />
        </>
      )}
    </>
  )
}

type TokenFormProps = Pick<TokensPageProps, 'view' | 'scopes' | 'ends' | 'state'> & { mayOrganization: boolean }

export function TokenForm({ view, scopes, ends, state: { values, errors }, mayOrganization }: TokenFormProps) {
  const { t } = view
  return (
    <Form action={urls.apiTokens()} once={view.once}>
      <ErrorSummary view={view} errors={errors} />
      <Field
        name="name"
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        value={String(values.name ?? '')}
        error={errors.name}
        maxlength={80}
        required
      />
      <Choices
        many
        name="scopes"
        legend={t('tokens.scopes')}
        value={values.scopes ?? []}
        error={errors.scopes}
        options={scopes.map((scope) => ({
          value: scope,
          label: scope,
          sentence: t(`tokens.scope.${scope}` as 'tokens.scope.people.read'),
        }))}
      />
      <SelectField
        name="days"
        label={t('tokens.expires')}
        value={String(values.days ?? '90')}
        options={ends.map((days) => ({ value: String(days), label: t('tokens.inDays', { days }) }))}
        error={errors.days}
      />
      {mayOrganization && (
        <Check
          name="organizations"
          label={t('tokens.forOrganization')}
          sentence={t('tokens.forOrganizationHint')}
          checked={Boolean(values.organizations)}
        />
      )}
      <Button kind="primary">{t('tokens.make')}</Button>
    </Form>
  )
}
