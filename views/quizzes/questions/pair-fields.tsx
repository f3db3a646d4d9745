import { listIn, type Typed } from '../../../worker/domain/quizzes/questions'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'

const MOST_ROWS = 60
const SPARE_ROWS = 2
const LEAST_ROWS = 4

type Props = {
  typed: Typed
  /** Where its error leads. */
  id: string
  error: string | undefined
  legend: string
  hint: string
  add: string
  left: (n: number) => string
  right: (n: number) => string
}

/** Two texts a row, with some empty rows to write on. */
export function PairFields({ typed, id, error, legend, hint, add, left, right }: Props) {
  const rows = rowsOf(typed)
  return (
    <fieldset class="field" id={id} tabindex={-1} aria-describedby={`${error ? `${id}-error ` : ''}${id}-hint`}>
      <legend class="field-label">{legend}</legend>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <ol class="pair-rows" role="list">
        {rows.map((row, i) => (
          <li>
            <input
              class="input"
              name="left"
              value={row.left}
              dir="auto"
              maxlength={500}
              autofocus={typed.more !== undefined && i === rows.length - 1}
              aria-label={left(i + 1)}
              placeholder={left(i + 1)}
            />
            <input
              class="input"
              name="right"
              value={row.right}
              dir="auto"
              maxlength={500}
              aria-label={right(i + 1)}
              placeholder={right(i + 1)}
            />
          </li>
        ))}
      </ol>
      {rows.length < MOST_ROWS && (
        <Button kind="quiet" small icon="plus" name="more" value="row">
          {add}
        </Button>
      )}
      {error && (
        <p class="hint problem" id={`${id}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

function rowsOf(typed: Typed) {
  const [lefts, rights] = [listIn(typed, 'left'), listIn(typed, 'right')]
  const rows = lefts.map((left, i) => ({ left, right: rights[i] ?? '' }))
  const written = rows.filter(({ left, right }) => left || right).length
  const asked = typed.more === undefined ? 0 : rows.length + 1
  const wanted = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, written + SPARE_ROWS, asked))
  while (rows.length < wanted) rows.push({ left: '', right: '' })
  return rows
}
