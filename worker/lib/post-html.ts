import { renderMarkdown } from './markdown'

/** What people write to each other, to safe HTML: as Markdown everywhere, but a heading is a strong line, for the page has its own. */
export const renderPost = (markdown: string, name: string): string =>
  renderMarkdown(markdown, { name })
    .replace(/<h[1-6](?:\s[^>]*)?>/g, '<p><strong>')
    .replace(/<\/h[1-6]>/g, '</strong></p>')
