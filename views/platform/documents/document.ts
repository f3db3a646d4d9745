import { type Locale, translator } from '../../translate'

/** What people agree to is a version, a date; a change of meaning gets a new one, in all languages at once. */
export type LegalDocument = {
  name: 'terms' | 'privacy' | 'dpa'
  /** "2026-11-01" */
  version: string
  /** The English one binds, the others say what it says. */
  texts: Record<Locale, LegalText>
}

export type LegalText = {
  title: string
  lead: string
  /** `id` is the same in every language: what is linked to as `#liability`. */
  sections: { id: string; heading: string; paragraphs: string[] }[]
}

/** The same text as a file to keep. */
export function toMarkdown({ version, texts }: LegalDocument, language: Locale, contact: string): string {
  const { title, lead, sections } = texts[language]
  const t = translator(language)
  const about = [t('legal.version', { day: version }), language !== 'en' && t('legal.english')]
  const parts = sections.map(({ heading, paragraphs }) => `## ${heading}\n\n${paragraphs.join('\n\n')}`)
  return `# ${title}\n\n${about.filter(Boolean).join(' ')}\n\n${lead}\n\n${parts.join('\n\n')}\n\n${t('legal.contact')} <${contact}>\n`
}
