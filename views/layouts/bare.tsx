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
export function Bare({ view, home, side, wide, foot, styles = [], children, ...document }: BareProps) {
  return (
    <Document view={view} styles={['css/door.css', ...styles]} {...document}>
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
