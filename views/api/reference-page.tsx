import { Shell } from '../layouts/shell'
import { Tag } from '../ui/tag'
import type { View } from '../view'

export type Operation = {
  method: string
  path: string
  summary: string
  /** Null: anybody, without a token. */
  scope: string | null
  parameters: { name: string; in: string; description?: string }[]
  body: string | null
  answer: string | null
  status: string
}

type ReferencePageProps = {
  view: View
  base: string
  document: string
  tags: { name: string; operations: Operation[] }[]
}

/** The JSON API as people read it, from the same document that machines read. */
export function ReferencePage({ view, base, document, tags }: ReferencePageProps) {
  const { t } = view
  return (
    <Shell view={view} title={t('api.title')}>
      <article class="reference" lang="en" dir="ltr">
        <h1>{t('api.title')}</h1>
        <p class="lead">
          Everything at <code>{base}</code>. Send <code>Authorization: Bearer &lt;token&gt;</code> with a token of your
          own or of the organization. The same in OpenAPI 3.1: <a href={document}>{document}</a>.
        </p>
        <dl class="reference-rules">
          <dt>Lists</dt>
          <dd>
            come in pages of <code>limit</code> (50, at most 100); <code>next</code> is the <code>cursor</code> of the
            page after.
          </dd>
          <dt>Problems</dt>
          <dd>
            are <code>application/problem+json</code> (RFC 9457); <code>errors</code> point into what was sent.
          </dd>
          <dt>Once only</dt>
          <dd>
            Send an <code>Idempotency-Key</code> with what writes: the same request sent again within 24 hours gets the
            first answer and does nothing.
          </dd>
          <dt>How often</dt>
          <dd>
            <code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> (seconds)
            come with every answer.
          </dd>
        </dl>
        {tags.map(({ name, operations }) => (
          <section>
            <h2>{name}</h2>
            {operations.map((operation) => (
              <OperationDetails operation={operation} />
            ))}
          </section>
        ))}
      </article>
    </Shell>
  )
}

function OperationDetails({ operation }: { operation: Operation }) {
  const { method, path, summary, scope, parameters, body, answer, status } = operation
  return (
    <details class="operation">
      <summary>
        <Tag>{method.toUpperCase()}</Tag> <code>{path}</code> <span class="muted">{summary}</span>
      </summary>
      <p>
        {scope ? (
          <>
            Scope <code>{scope}</code>
          </>
        ) : (
          'Open to anybody'
        )}
      </p>
      {parameters.length > 0 && (
        <ul>
          {parameters.map((parameter) => (
            <li>
              <code>{parameter.name}</code> <span class="muted">in the {parameter.in}</span> {parameter.description}
            </li>
          ))}
        </ul>
      )}
      {body && <Schema heading="Body" schema={body} />}
      {answer && <Schema heading={`Answer ${status}`} schema={answer} />}
    </details>
  )
}

function Schema({ heading, schema }: { heading: string; schema: string }) {
  return (
    <>
      <h3>{heading}</h3>
      <pre tabindex={0}>
        <code>{schema}</code>
      </pre>
    </>
  )
}
