import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Door } from '../sign-in/door'
import { EmailField } from '../sign-in/person-fields'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }

/** Where one types a code from a blackboard. */
export function JoinCodePage({ view, state }: { view: View; state: FormState }) {
  const { t } = view
  const content = (
    <Form action={urls.join()} class="form">
      <ErrorSummary view={view} errors={state.errors} />
      <Field
        name="code"
        label={t('join.code')}
        hint={t('join.codeHint')}
        value={String(state.values.code ?? '')}
        error={state.errors.code}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxlength={60}
        dir="ltr"
      />
      <p class="form-end">
        <Button kind="primary">{t('join.go')}</Button>
      </p>
    </Form>
  )
  return <Around view={view} title={t('join.title')} content={content} />
}

type JoinProps = {
  view: View
  state: FormState
  code: string
  courses: { id: string; title: string }[]
  /** Whether newcomers may come by links at all. */
  isOpen: boolean
}

/** Where a join link leads: one click for those who are here, an address for strangers. */
export function JoinPage({ view, state, code, courses, isOpen }: JoinProps) {
  const { t } = view
  const organization = view.organization?.name ?? ''
  const title = t('join.into', { into: courses[0]?.title ?? organization })
  const content = (
    <>
      {courses.length > 1 && (
        <ul>
          {courses.map((course) => (
            <li>
              <bdi>{course.title}</bdi>
            </li>
          ))}
        </ul>
      )}
      {view.actor ? (
        <Form action={urls.joinUse(code)}>
          <p>{t('join.asYou', { name: view.actor.name })}</p>
          <p class="form-end">
            <Button kind="primary">{t('join.now')}</Button>
          </p>
        </Form>
      ) : (
        <Stranger view={view} state={state} code={code} isOpen={isOpen} organization={organization} />
      )}
    </>
  )
  return <Around view={view} title={title} content={content} />
}

type StrangerProps = { view: View; state: FormState; code: string; isOpen: boolean; organization: string }

function Stranger({ view, state: { values, errors }, code, isOpen, organization }: StrangerProps) {
  const { t } = view
  const signIn = urls.signIn(urls.join(code))
  if (!isOpen)
    return (
      <>
        <p>{t('join.closed', { organization })}</p>
        <LinkButton kind="primary" href={signIn}>
          {t('signIn.button')}
        </LinkButton>
      </>
    )
  return (
    <>
      <p>{t('register.lead')}</p>
      <Form action={urls.join(code)}>
        <ErrorSummary view={view} errors={errors} />
        <EmailField label={t('people.email')} value={String(values.email ?? '')} error={errors.email} required />
        <Button kind="primary" block>
          {t('register.go')}
        </Button>
      </Form>
      <p class="after">
        <a href={signIn}>{t('join.haveAccount')}</a>
      </p>
    </>
  )
}

function Around({ view, title, content }: { view: View; title: string; content: Child }) {
  return view.actor ? (
    <Shell view={view} title={title} width="narrow" styles={['css/door.css']}>
      <h1>{title}</h1>
      {content}
    </Shell>
  ) : (
    <Door view={view} title={title}>
      {content}
    </Door>
  )
}
