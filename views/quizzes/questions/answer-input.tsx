import type { JSX } from 'hono/jsx'

/** A line to answer in: nothing of the browser's own guesses in it. */
export const AnswerInput = (props: JSX.IntrinsicElements['input']) => (
  <input class="input answer" dir="auto" autocomplete="off" autocapitalize="none" spellcheck={false} {...props} />
)
