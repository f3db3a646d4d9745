import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Door } from '../sign-in/door'
import { EmailField, NameField, NewPassword } from '../sign-in/person-fields'
import { Where } from '../sign-in/where'
import { Button } from '../ui/button'
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
  least: number
}

/** Where a join link leads: one click for those who are here, a short form for strangers. */
export function JoinPage({ view, state, code, courses, least }: JoinProps) {
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
        <Stranger view={view} state={state} code={code} least={least} organization={organization} />
      )}
    </>
  )
  return <Around view={view} title={title} content={content} />
}

type StrangerProps = { view: View; state: FormState; code: string; least: number; organization: string }

function Stranger({ view, state: { values, errors }, code, least, organization }: StrangerProps) {
  const { t } = view
  return (
    <>
      <p>{t('join.lead', { organization })}</p>
      <Form action={urls.join(code)}>
        <ErrorSummary view={view} errors={errors} />
        <NameField
          label={t('people.yourName')}
          value={String(values.name ?? '')}
          error={errors.name}
          autocomplete="name"
        />
        <EmailField label={t('people.email')} value={String(values.email ?? '')} error={errors.email} />
        <NewPassword view={view} least={least} error={errors.password} />
        <Where view={view} values={values} errors={errors} />
        <Button kind="primary" block>
          {t('join.register')}
        </Button>
      </Form>
      <p class="after">
        <a href={urls.signIn(urls.join(code))}>{t('join.haveAccount')}</a>
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
    <Door view={view} title={title} scripts={['js/where.js']}>
      {content}
    </Door>
  )
}
