import { Shell } from '../layouts/shell'
import type { View } from '../view'
import { OperationDetails } from './operation'
import { Basics } from './reference-basics'

export type FieldLine = { path: string; type: string; isRequired: boolean; description: string }

export type Operation = {
  id: string
  method: string
  path: string
  summary: string
  /** `any`: whoever has a token. Null: anybody, without a token. */
  scope: string | null
  isPersonal: boolean
  parameters: FieldLine[]
  body: FieldLine[]
  /** Types of a body that is not JSON. */
  takes: string[]
  answer: FieldLine[]
  /** Type of an answer that is not JSON. */
  gives: string
  status: string
  /** As one pastes it into a shell. */
  example: string
}

type ReferencePageProps = {
  view: View
  base: string
  document: string
  tags: { name: string; description: string; operations: Operation[] }[]
}

const anchorOf = (name: string) => `about-${name.toLowerCase().replace(/\W+/g, '-')}`

/** The JSON API as people read it, from the same document that machines read. In English, as its problems are. */
export function ReferencePage({ view, base, document, tags }: ReferencePageProps) {
  const { t } = view
  return (
    <Shell view={view} title={t('api.title')} styles={['css/help.css']}>
      <article class="reference" lang="en" dir="ltr">
        <h1>{t('api.title')}</h1>
        <p class="lead">
          Everything that people do in this organization, for programs: JSON over HTTPS at <code>{base}</code>. The same
          for machines, in OpenAPI 3.1: <a href={document}>{document}</a>.
        </p>
        <nav aria-label="Subjects">
          <ul class="reference-subjects">
            {tags.map(({ name, operations }) => (
              <li>
                <a href={`#${anchorOf(name)}`}>{name}</a> <span class="muted">{operations.length}</span>
              </li>
            ))}
          </ul>
        </nav>
        <Basics base={base} />
        {tags.map(({ name, description, operations }) => (
          <section>
            <h2 id={anchorOf(name)}>{name}</h2>
            <p class="muted">{description}</p>
            {operations.map((operation) => (
              <OperationDetails operation={operation} />
            ))}
          </section>
        ))}
      </article>
    </Shell>
  )
}
