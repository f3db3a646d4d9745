import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type Props = {
  view: View
  action: string
  id: string
  by: 'up' | 'down'
  disabled: boolean
  /** The button that keeps the focus: `up-<id>`. */
  focus: string
  name: string
}

/** Moving leads back here with the same button in focus, so that keys can move on. */
export function Mover({ view, action, id, by, disabled, focus, name }: Props) {
  const label = view.t(by === 'up' ? 'quizzes.moveUp' : 'quizzes.moveDown', { name })
  return (
    <Form action={action} method="put" once={view.once}>
      <input type="hidden" name="by" value={by} />
      <button
        class="iconbtn"
        type="submit"
        aria-label={label}
        title={label}
        disabled={disabled}
        autofocus={focus === `${by}-${id}`}
      >
        <Icon name={by === 'up' ? 'arrow-up' : 'arrow-down'} />
      </button>
    </Form>
  )
}
