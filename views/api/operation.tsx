import { Tag } from '../ui/tag'
import { Code } from './code'
import type { FieldLine, Operation } from './reference-page'

/** One door: what it wants, what it gives, and how one calls it. */
export function OperationDetails({ operation }: { operation: Operation }) {
  const { id, method, path, summary, scope, isPersonal, parameters, body, takes, answer, gives, status } = operation
  return (
    <details class="operation" id={id}>
      <summary>
        <span class="operation-summary">{summary}</span>
        <span class="operation-address">
          <Tag>{method.toUpperCase()}</Tag> <code>{path}</code>
        </span>
      </summary>
      <p>
        {scope === 'any' ? (
          'Open to every token, whatever it may touch.'
        ) : scope ? (
          <>
            Needs the scope <code>{scope}</code>
            {isPersonal && ', and a token of a person: an organization’s own has nothing of its own here'}.
          </>
        ) : (
          'Open to anybody, without a token.'
        )}
      </p>
      <Code text={operation.example} label={`Example: ${method.toUpperCase()} ${path}`} />
      <Fields heading="Parameters" fields={parameters} />
      <Fields heading="Body" fields={body} />
      {takes.length > 0 && (
        <p>
          The body is the file itself: <code>{takes.join(', ')}</code>.
        </p>
      )}
      <Fields heading={`Answer (${status})`} fields={answer} />
      {gives && (
        <p>
          The answer ({status}) is a file: <code>{gives}</code>.
        </p>
      )}
      {!gives && answer.length === 0 && <p>The answer ({status}) has no body.</p>}
    </details>
  )
}

function Fields({ heading, fields }: { heading: string; fields: FieldLine[] }) {
  if (fields.length === 0) return null
  const isAnswer = heading.startsWith('Answer')
  return (
    <>
      <h3>{heading}</h3>
      <dl class="field-list">
        {fields.map(({ path, type, isRequired, description }) => (
          <div>
            <dt>
              <code>{path}</code>
              {isRequired && !isAnswer && <span class="muted"> required</span>}
            </dt>
            <dd>
              <span class="muted">{type}</span> {description}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
