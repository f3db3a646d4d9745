import type { Child } from 'hono/jsx'
import { Document, type DocumentProps } from './document'
import { isCurrent } from './links'
import { Mark } from './mark'

type TextLink = { href: string; label: string }

type PlatformProps = Omit<DocumentProps, 'class' | 'manifest'> & {
  home: string
  nav: TextLink[]
  /** At the end of the bar: the one thing to do. */
  action?: Child
  /** Terms, privacy, the DPA. */
  foot: TextLink[]
  children?: Child
}

/** The platform's own site. */
export function Platform({ view, home, nav, action, foot, styles = [], children, ...document }: PlatformProps) {
  return (
    <Document view={view} class="shell platform" styles={['css/site.css', ...styles]} {...document}>
      <header class="top">
        <Mark organization={null} href={home} />
        <div class="top-end">
          <nav class="cluster" aria-label={view.t('shell.main')}>
            {nav.map(({ href, label }) => (
              <a class="btn quiet small" href={href} aria-current={isCurrent(view.path, href) ? 'page' : undefined}>
                {label}
              </a>
            ))}
            {action}
          </nav>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <footer>
        <nav class="foot" aria-label={view.t('shell.legal')}>
          {foot.map(({ href, label }) => (
            <a href={href}>{label}</a>
          ))}
        </nav>
      </footer>
    </Document>
  )
}
