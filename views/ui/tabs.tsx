type Tab = { href: string; label: string; count?: string }
type TabsProps = { label: string; tabs: Tab[]; current: string }

/** Links to pages that belong together; `current` is the href of this one. */
export function Tabs({ label, tabs, current }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul role="list">
        {tabs.map(({ href, label, count }) => (
          <li>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {label} {count && <span class="small muted num">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
