import type { Child } from 'hono/jsx'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { Document, type DocumentProps } from './document'
import { Mark } from './mark'
import { PageNotice } from './page-notice'

type BareProps = Omit<DocumentProps, 'class'> & {
  home: string
  /** A field of the organization's colour beside the form, where there is room. */
  side?: { sentence: string; points?: string[] }
  /** Several things side by side, where there is room. */
  wide?: boolean
  /** Below the form: a choice of languages. */
  foot?: Child
  children?: Child
}

/** Pages without the shell: sign-up, sign-in, first choices. */
export function Bare({ view, home, side, wide, foot, children, ...document }: BareProps) {
  return (
    <Document view={view} {...document}>
      <div class={classes('door', !side && 'single', wide && 'wide')}>
        <main id="main" tabindex={-1}>
          <Mark organization={view.organization} href={home} />
          <PageNotice view={view} class="above" />
          {children}
          {foot}
        </main>
        {side && (
          <aside class="side">
            <p>{side.sentence}</p>
            {side.points && (
              <ul role="list">
                {side.points.map((point) => (
                  <li>
                    <Icon name="check" />
                    {point}
                  </li>
                ))}
              </ul>
            )}
          </aside>
        )}
      </div>
    </Document>
  )
}

type LanguagesProps = {
  label: string
  current: string
  /** Each named in its own language; a POST to `action` with `locale`. */
  languages: { code: string; name: string }[]
  action: string
  /** Where to come back to. */
  path: string
}

export function Languages({ label, current, languages, action, path }: LanguagesProps) {
  return (
    <form class="languages" method="post" action={action} aria-label={label}>
      <input type="hidden" name="next" value={path} />
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
    </form>
  )
}
