import { dpa } from './dpa'
import { privacy } from './privacy'
import { terms } from './terms'

export { type LegalDocument, toMarkdown } from './document'

export const documents = [terms, privacy, dpa] as const

/** What an owner agrees to at sign-up, by document. */
export const currentVersions = Object.fromEntries(documents.map(({ name, version }) => [name, version]))
/** What a person who registers with an organization agrees to. */
export const personalVersions = { terms: terms.version, privacy: privacy.version }
