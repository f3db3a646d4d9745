import type { Child } from 'hono/jsx'
import type { Group } from '../../worker/lib/together'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Prose } from './prompt'

type PassageProps = {
  view: View
  text: string | undefined
  /** Of this page's texts, so that what it links to within itself is found. */
  name: string
  /** Numbers of the first and last question about it, where there are several on the page. */
  from?: number
  to?: number
}

/** What questions are about, above them; it can be folded away. Nothing where they are about none. */
export function Passage({ view, text, name, from, to = from }: PassageProps) {
  if (!text) return null
  return (
    <details class="passage" open>
      <summary>{titleOf(view, from, to)}</summary>
      <Prose text={text} name={name} />
    </details>
  )
}

function titleOf(view: View, from: number | undefined, to: number | undefined) {
  if (from === undefined || to === undefined) return view.t('quizzes.passage.title')
  return view.t('quizzes.passage.for', { n: to - from + 1, from: number(view, from), to: number(view, to) })
}

type AboutProps = { view: View; group: Group<{ number: number }>; children?: Child }

/** Questions under the text that they are about, on wide screens beside it. */
export function About({ view, group: { passage, list }, children }: AboutProps) {
  if (!passage) return <>{children}</>
  const [from, to] = [list[0]!.number, list.at(-1)!.number]
  return (
    <section class="about" aria-label={titleOf(view, from, to)}>
      <Passage view={view} text={passage} name={`t${from}`} from={from} to={to} />
      <div class="about-questions">{children}</div>
    </section>
  )
}
