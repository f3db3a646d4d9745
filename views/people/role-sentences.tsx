import type { roleOptions } from './words'

/** What each role means, below the select that names them. */
export function RoleSentences({ options }: { options: ReturnType<typeof roleOptions> }) {
  return (
    <ul class="hint" role="list">
      {options.map(({ label, sentence }) => (
        <li>
          <b>{label}</b>: {sentence}
        </li>
      ))}
    </ul>
  )
}
