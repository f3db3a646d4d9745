import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { date } from '../ui/time'
import type { View } from '../view'
import type { LegalDocument } from './documents'
import { Site } from './site'

/** A legal text, to read, print and keep. It is binding in English; what stands around it speaks the reader's language. */
export function DocumentPage({ view, document }: { view: View; document: LegalDocument }) {
  const { t } = view
  const day = date({ locale: view.locale, zone: 'UTC' }, Date.parse(document.version), { dateStyle: 'long' })
  return (
    <Site view={view} title={document.title} description={document.lead} reading>
      <article class="legal">
        <header>
          <h1 lang="en" dir="ltr">
            {document.title}
          </h1>
          <p class="muted small">
            {t('legal.version', { day })} {view.locale !== 'en' && t('legal.english')}
          </p>
          <LinkButton href={urls.platform.documentFile(document.name)} small icon="download" download>
            {t('legal.download')}
          </LinkButton>
        </header>
        <div class="prose" lang="en" dir="ltr">
          <p>{document.lead}</p>
          {document.sections.map(({ heading, paragraphs }) => (
            <>
              <h2>{heading}</h2>
              {paragraphs.map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </>
          ))}
        </div>
      </article>
    </Site>
  )
}
