import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { Bare, Languages } from '../layouts/bare'
import type { View } from '../view'

type DoorProps = { view: View; title: string; children?: Child }

/** The pages before one stands signed in: the organization's mark, one thing to do, and a choice of language. */
export function Door({ view, title, children }: DoorProps) {
  return (
    <Bare view={view} title={title} home={urls.home()} foot={<LanguageChoice view={view} />}>
      <h1>{title}</h1>
      {children}
    </Bare>
  )
}

export function LanguageChoice({ view }: { view: View }) {
  return (
    <Languages
      label={view.t('shell.language')}
      current={view.locale}
      languages={languages}
      action={urls.locale()}
      path={view.path}
    />
  )
}
