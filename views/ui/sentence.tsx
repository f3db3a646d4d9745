import type { Child } from 'hono/jsx'

type SentenceProps = {
  action: string
  /** The region that the sentence filters. */
  target: string
  /** The button for those without JavaScript. */
  submit: string
  children?: Child
}

/** A filter that reads as a sentence; its selects are `<Select bare>`. Changes are applied at once. */
export function Sentence({ action, target, submit, children }: SentenceProps) {
  return (
    <form
      class="sentence"
      action={action}
      method="get"
      hx-get={action}
      hx-target={target}
      hx-select={target}
      hx-swap="outerHTML"
      hx-trigger="change, input delay:300ms from:find input, submit"
      hx-push-url="true"
    >
      {children}
      <noscript>
        <button class="btn small" type="submit">
          {submit}
        </button>
      </noscript>
    </form>
  )
}
