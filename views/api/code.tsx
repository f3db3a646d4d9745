/** Lines that one reads and pastes. They scroll by themselves, by keys too. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    <section class="code-lines" tabindex={0} aria-label={label}>
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  )
}
