import type { Child } from 'hono/jsx'

type FiguresProps = { figures: { value: Child; meaning: Child }[] }

/** Few numbers, each with the words that say what it means. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl class="figures">
      {figures.map(({ value, meaning }) => (
        <div>
          <dt>{meaning}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
