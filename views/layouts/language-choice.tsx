import { raw } from 'hono/html'
import { remember } from '../../worker/lib/remember'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { Icon } from '../ui/icon'
import type { View } from '../view'

/** The pages before one stands signed in offer every language, each named in itself; one comes back to the same page. */
export function LanguageChoice({ view }: { view: View }) {
  return (
    <form class="languages" method="post" action={urls.locale()} aria-label={view.t('shell.language')}>
      <input type="hidden" name="next" value={view.path} />
      {choices(view.locale)}
    </form>
  )
}

/** The same for everybody who reads this language, so written once an isolate. */
const choices = remember((current: string) =>
  raw(
    <>
      <Icon name="globe" />
      <ul role="list">
        {languages.map(({ code, name }) => (
          <li>
            <button
              type="submit"
              name="locale"
              value={code}
              lang={code}
              aria-current={code === current ? 'true' : undefined}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>,
  ),
)
