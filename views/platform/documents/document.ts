/** A legal text. What people agree to is its version, a date; a change of meaning gets a new one. */
export type LegalDocument = {
  name: 'terms' | 'privacy' | 'dpa'
  title: string
  /** "2026-11-01" */
  version: string
  lead: string
  sections: { heading: string; paragraphs: string[] }[]
}

/** The same text as a file to keep. */
export function toMarkdown({ title, version, lead, sections }: LegalDocument): string {
  const parts = sections.map(({ heading, paragraphs }) => `## ${heading}\n\n${paragraphs.join('\n\n')}`)
  return `# ${title}\n\nVersion of ${version}\n\n${lead}\n\n${parts.join('\n\n')}\n`
}
