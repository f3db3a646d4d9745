import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'

type ActFormProps = {
  nonce: string
  personId: string
  here: string
  act: string
  children?: Child
}

/** The acts of the people page, on one person. */
export function ActForm({ nonce, personId, here, act, children }: ActFormProps) {
  return (
    <form method="post" action={urls.peopleActs()}>
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="person" value={personId} />
      <input type="hidden" name="back" value={here} />
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  )
}
