import { Hono } from 'hono'
import { DocumentPage } from '../../../views/platform/document-page'
import { documents, toMarkdown } from '../../../views/platform/documents'
import type { AppEnv } from '../../env'
import { urls } from '../../urls'

/** The legal texts, to read and to keep. */
export const legal = new Hono<AppEnv>()

for (const document of documents) {
  legal.get(urls.platform.document(document.name), (c) =>
    c.html(<DocumentPage view={c.var.view} document={document} />),
  )
  legal.get(urls.platform.documentFile(document.name), (c) =>
    c.body(toMarkdown(document), 200, {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': `attachment; filename="lyceum-${document.name}-${document.version}.md"`,
    }),
  )
}

legal.get('/robots.txt', (c) =>
  c.text('User-agent: *\nDisallow: /spaces/\nDisallow: /sign-up/\n', 200, { 'Cache-Control': 'public, max-age=3600' }),
)
