import type { Child } from 'hono/jsx'

type SectionProps = { id?: string; heading: string; more?: { href: string; label: string }; children?: Child }

export function Section({ id, heading, more, children }: SectionProps) {
  return (
    <section class="section" id={id}>
      <div class="section-head">
        <h2>{heading}</h2>
        {more && <a href={more.href}>{more.label}</a>}
      </div>
      {children}
    </section>
  )
}
