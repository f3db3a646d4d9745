import type { Child } from 'hono/jsx'
import { Cover } from './cover'

type CardProps = {
  href: string
  title: Child
  /** Decoration above the title. */
  picture?: string | null
  /** Where there is no picture, a cover is drawn from this: the course's id. */
  seed?: string
  level?: 2 | 3
  children?: Child
}

/** Something that one opens. The whole card is the target, the title is the link. */
export function Card({ href, title, picture, seed, level = 2, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article class="card opens">
      {picture && <img class="picture" src={picture} alt="" width={540} height={304} loading="lazy" />}
      {!picture && seed && <Cover seed={seed} />}
      <Heading>
        <a href={href}>{title}</a>
      </Heading>
      {children}
    </article>
  )
}

/** A box around what belongs together on a page of settings. */
export function Panel({ id, children }: { id?: string; children?: Child }) {
  return (
    <section class="panel" id={id}>
      {children}
    </section>
  )
}
