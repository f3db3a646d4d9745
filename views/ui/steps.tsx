import type { Child } from 'hono/jsx'
import { classes } from './classes'
import { Icon } from './icon'

type Step = { href?: string; label: string; name?: string; done?: boolean; current?: boolean }

/** Numbers in a row that one goes through and back: questions, stages. `name` is read instead of the number. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <nav class="steps" aria-label={label}>
      {steps.map(({ href, label, name, done, current }) =>
        href ? (
          <a
            href={href}
            class={classes(done && 'answered') || undefined}
            aria-label={name}
            aria-current={current ? 'step' : undefined}
          >
            {label}
          </a>
        ) : (
          <span class={classes(done && 'answered') || undefined} aria-current={current ? 'step' : undefined}>
            {label}
          </span>
        ),
      )}
    </nav>
  )
}

type ChecklistItem = {
  title: Child
  sentence?: Child
  done: boolean /** "done" or "to do", for those who cannot see the icon. */
  state: string
  action?: Child
}

/** Things to do that remember that they were done. */
export function Checklist({ items }: { items: ChecklistItem[] }) {
  return (
    <ol class="checklist" role="list">
      {items.map(({ title, sentence, done, state, action }) => (
        <li class={done ? 'done' : undefined}>
          <Icon name={done ? 'check-circle' : 'circle'} label={state} />
          <div>
            <b>{title}</b>
            {sentence && !done && <p>{sentence}</p>}
          </div>
          {!done && action}
        </li>
      ))}
    </ol>
  )
}
