import { urls } from '../../worker/urls'
import { directionOf, type Locale } from '../translate'
import { LinkButton } from '../ui/button'
import { Contents } from '../ui/contents'
import { date } from '../ui/time'
import type { View } from '../view'
import type { LegalDocument } from './documents'
import { Site } from './site'

type DocumentPageProps = { view: View; document: LegalDocument; language: Locale; contact: string }

/** A legal text in `language`, to read, print and keep; what stands around it speaks the reader's language. */
export function DocumentPage({ view, document, language, contact }: DocumentPageProps) {
  const { t } = view
  const { title, lead, sections } = document.texts[language]
  const day = date({ locale: view.locale, zone: 'UTC' }, Date.parse(document.version), { dateStyle: 'long' })
  const spoken = { lang: language, dir: directionOf(language) }
  return (
    <Site view={view} title={title} description={lead} serif styles={['css/prose.css']}>
      <article class="legal">
        <header>
          <h1 {...spoken}>{title}</h1>
          <p class="muted small">{t('legal.version', { day })}</p>
          <Binding view={view} name={document.name} language={language} />
          <LinkButton href={urls.platform.documentFile(document.name, language)} small icon="download" download>
            {t('legal.download')}
          </LinkButton>
        </header>
        <Contents
          view={view}
          class="legal-contents"
          parts={sections.map(({ id, heading }) => ({ id, label: heading }))}
          spoken={spoken}
        />
        <div class="prose" {...spoken}>
          <p>{lead}</p>
          {sections.map(({ id, heading, paragraphs }) => (
            <>
              <h2 id={id}>{heading}</h2>
              {paragraphs.map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </>
          ))}
        </div>
        <p class="above">
          {t('legal.contact')} <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      </article>
    </Site>
  )
}

/** Which text counts, and the way to the other one. Who reads English in an English page needs neither. */
function Binding({ view: { t, locale }, name, language }: { view: View; name: string; language: Locale }) {
  if (language === 'en' && locale === 'en') return null
  return (
    <p class="small">
      {t('legal.english')}{' '}
      {language === 'en' ? (
        <a href={urls.platform.document(name)} hreflang={locale}>
          {t('legal.readOwn')}
        </a>
      ) : (
        <a href={urls.platform.document(name, 'en')} hreflang="en">
          {t('legal.readEnglish')}
        </a>
      )}
    </p>
  )
}
