import { urls } from '../../worker/urls'
import { Code } from './code'

/** What holds for every door, once. */
export function Basics({ base }: { base: string }) {
  return (
    <>
      <section>
        <h2>Begin</h2>
        <ol>
          <li>
            Make a token under <a href={urls.apiTokens()}>your tokens</a> and choose what it may touch (its scopes). It
            is shown once. A personal token may do what its person may do; one of the organization acts as an admin in
            its own name and goes on working when whoever made it leaves.
          </li>
          <li>Send it with every request. Ask whose token it is:</li>
        </ol>
        <Code
          label="First request"
          text={`export LYCEUM_TOKEN=lyc_...\n\ncurl "${base}/me" \\\n  -H "Authorization: Bearer $LYCEUM_TOKEN"`}
        />
        <p>
          Times are ISO 8601 in UTC; in requests any offset is understood. Ids are opaque texts. Fields that you send
          and we do not know change nothing; fields that we add later must not disturb you.
        </p>
      </section>
      <section>
        <h2>Lists, page by page</h2>
        <p>
          A list gives <code>items</code> and <code>next</code>. Send <code>next</code> as <code>cursor</code> for the
          page after; where it is <code>null</code> the list ends. <code>limit</code> is 50, and at most 100. Search
          alone gives only the best it finds.
        </p>
        <Code
          label="Paging"
          text={`curl "${base}/people?limit=100&cursor=$NEXT" \\\n  -H "Authorization: Bearer $LYCEUM_TOKEN"\n\n{ "items": [ ... ], "next": "WyJsZW5hIiwiMDE5OSJd" }`}
        />
      </section>
      <section>
        <h2>Problems</h2>
        <p>
          Whatever is refused comes as <code>application/problem+json</code> (RFC 9457). <code>errors</code> point into
          what you sent (JSON Pointer, RFC 6901); <code>instance</code> is the number to tell us if you write about it.
        </p>
        <Code
          label="A problem"
          text={`HTTP/1.1 422\nContent-Type: application/problem+json\n\n{\n  "type": "about:blank",\n  "title": "Invalid",\n  "status": 422,\n  "detail": "Choose an end after the start.",\n  "instance": "0199f0c25a517c3e",\n  "errors": [{ "pointer": "/endsAt", "detail": "Choose an end after the start." }]\n}`}
        />
        <dl class="reference-rules">
          {statuses.map(([status, meaning]) => (
            <>
              <dt>{status}</dt>
              <dd>{meaning}</dd>
            </>
          ))}
        </dl>
      </section>
      <section>
        <h2>Once only</h2>
        <p>
          Lines are cut, and a request may have arrived though no answer came. Send an <code>Idempotency-Key</code> of
          your own with what writes, and send the same request with the same key again: within 24 hours you get the
          first answer, with <code>Idempotency-Replayed: true</code>, and nothing happens twice. The same key with
          another request is refused (422); while the first one is under way the second gets 409.
        </p>
      </section>
      <section>
        <h2>What has no door</h2>
        <p>
          A few acts are left to people in a browser, because a program should not be able to do them in a person’s
          name: signing in and registering, passwords and e-mail addresses, the list of signed-in devices, leaving,
          taking up an invitation, making tokens (one that makes others could not be revoked), closing and reopening the
          organization. Others need none of their own: who gets a role in a course is{' '}
          <code>PUT /courses/:id/enrollments/:userId/role</code>, a single block of a lesson is part of{' '}
          <code>PUT /lessons/:id</code>, spreadsheets and the takeaway hold what <code>/people</code>,{' '}
          <code>/courses/:id/enrollments</code>, <code>/courses/:id/grades</code> and <code>/courses/:id/source</code>{' '}
          give. First steps, the sample course and the language of pages are of no use to a program.
        </p>
      </section>
      <section>
        <h2>How often</h2>
        <p>
          A token may make 600 requests a minute. Every answer says <code>RateLimit-Limit</code>,{' '}
          <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> (seconds until the minute is over). Beyond
          that comes 429 with <code>Retry-After</code>: wait that long, then go on.
        </p>
      </section>
      <section>
        <h2>Large files</h2>
        <p>
          A JSON body has at most 1 MB, a file in one request 16 MiB. Larger files, up to 4 GiB, come in parts, which
          may arrive in any order and be sent again:
        </p>
        <Code
          label="An upload in parts"
          text={`SIZE=$(stat -c %s film.mp4)\nUPLOAD=$(curl "${base}/uploads" -H "Authorization: Bearer $LYCEUM_TOKEN" \\\n  -H "Content-Type: application/json" -d "{\\"name\\": \\"film.mp4\\", \\"size\\": $SIZE}" | jq -r .id)\n\nsplit -b 16777216 -d -a 4 --numeric-suffixes=1 film.mp4 part.\nfor PART in part.*; do\n  curl --retry 5 -T "$PART" -H "Authorization: Bearer $LYCEUM_TOKEN" \\\n    "${base}/uploads/$UPLOAD/parts/$((10#\${PART#part.}))"\ndone\n\ncurl -X POST "${base}/uploads/$UPLOAD/completion" -H "Authorization: Bearer $LYCEUM_TOKEN"`}
        />
      </section>
    </>
  )
}

const statuses = [
  ['401', 'No token, or one that is unknown, expired or revoked.'],
  ['403', 'The token lacks the scope, or its person may not do this.'],
  ['404', 'Not there, or not yours to know of.'],
  ['409', 'Somebody was faster, or the state does not allow it. Read it again.'],
  ['413', 'Longer than any door needs.'],
  ['415', 'A body of another type than the door takes.'],
  ['422', 'Read, but wrong: see errors.'],
  ['429', 'Too often: wait for Retry-After seconds.'],
  ['500, 503', 'Our fault, or we are out of breath. Try again with the same Idempotency-Key.'],
]
