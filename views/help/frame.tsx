import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Document } from '../layouts/document'
import { LanguageChoice } from '../layouts/language-choice'
import { Mark } from '../layouts/mark'
import { Shell } from '../layouts/shell'
import { Site } from '../platform/site'
import { LinkButton } from '../ui/button'
import type { View } from '../view'

type FrameProps = { view: View; title: string; description?: string; children?: Child }

const styles = ['css/help.css'] as const

/** Help is read in three places: signed in, at the door of an organization, and on the platform's own site. */
export function HelpFrame({ view, title, description, children }: FrameProps) {
  if (view.actor)
    return (
      <Shell view={view} title={title} main="help" styles={[...styles]}>
        {children}
      </Shell>
    )
  if (!view.organization)
    return (
      <Site view={view} title={title} description={description} styles={[...styles]}>
        <div class="help">{children}</div>
      </Site>
    )
  return (
    <Document view={view} title={title} class="open" styles={[...styles]}>
      <header class="top">
        <Mark organization={view.organization} href={urls.home()} />
        <div class="top-end">
          <LinkButton small href={urls.signIn()}>
            {view.t('courses.signIn')}
          </LinkButton>
        </div>
      </header>
      <div class="page">
        <main id="main" tabindex={-1} class="help">
          {children}
          <LanguageChoice view={view} />
        </main>
      </div>
    </Document>
  )
}
