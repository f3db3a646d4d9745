import { type Context, Hono } from 'hono'
import { DocumentPage } from '../../../views/platform/document-page'
import { documents, toMarkdown } from '../../../views/platform/documents'
import { isLocale } from '../../../views/translate'
import type { AppEnv } from '../../env'
import { urls } from '../../urls'

/** The legal texts, to read and to keep, in every language. */
export const legal = new Hono<AppEnv>()

for (const document of documents) {
  legal.get(urls.platform.document(document.name), (c) =>
    c.html(
      <DocumentPage view={c.var.view} document={document} language={languageOf(c)} contact={c.env.CONTACT_EMAIL} />,
    ),
  )
  legal.get(urls.platform.documentFile(document.name), (c) => {
    const language = languageOf(c)
    return c.body(toMarkdown(document, language, c.env.CONTACT_EMAIL), 200, {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Language': language,
      'Content-Disposition': `attachment; filename="lyceum-${document.name}-${language}-${document.version}.md"`,
    })
  })
}

legal.get('/robots.txt', (c) =>
  c.text('User-agent: *\nDisallow: /spaces/\nDisallow: /sign-up/\n', 200, { 'Cache-Control': 'public, max-age=3600' }),
)

function languageOf(c: Context<AppEnv>) {
  const asked = c.req.query('language')
  return isLocale(asked) ? asked : c.var.view.locale
}
