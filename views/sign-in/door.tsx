import { urls } from '../../worker/urls'
import { helpFor } from '../help/pages'
import { Bare } from '../layouts/bare'
import type { DocumentProps } from '../layouts/document'
import { LanguageChoice } from '../layouts/language-choice'
import type { View } from '../view'

type DoorProps = Pick<DocumentProps, 'view' | 'title' | 'scripts' | 'children'>

/** The pages before one stands signed in: the organization's mark, one thing to do, and a choice of language. */
export function Door({ view, title, scripts, children }: DoorProps) {
  return (
    <Bare view={view} title={title} scripts={scripts} home={urls.home()} foot={<Foot view={view} />}>
      <h1>{title}</h1>
      {children}
    </Bare>
  )
}

function Foot({ view }: { view: View }) {
  const name = helpFor(view.path)
  return (
    <>
      <p class="after">
        <a href={urls.help(name ?? undefined)}>{view.t(name ? 'help.thisPage' : 'shell.help')}</a>
      </p>
      <LanguageChoice view={view} />
    </>
  )
}
