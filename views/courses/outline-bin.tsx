import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { humanDay } from '../ui/time'
import type { OutlineProps } from './outline-page'
import { kindIcon } from './words'

export function Bin({ view, bin }: OutlineProps) {
  const { t } = view
  if (!bin.modules.length && !bin.items.length) return null
  const rows = [
    ...bin.modules.map((one) => ({ ...one, icon: 'layers' as const, action: urls.moduleRestoration(one.id) })),
    ...bin.items.map((one) => ({ ...one, icon: kindIcon[one.kind], action: urls.itemRestoration(one.id) })),
  ].sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0))
  return (
    <details class="bin">
      <summary>
        <Icon name="trash" />
        {t('courses.bin', { n: rows.length })}
      </summary>
      <ul class="rows" role="list">
        {rows.map(({ title, icon, action, deletedAt }) => (
          <li>
            <span class="chip">
              <Icon name={icon} />
              <bdi>{title}</bdi>
              {deletedAt && <span class="muted small"> · {humanDay(view, deletedAt)}</span>}
            </span>
            <Form action={action} target="#outline" swap="outerMorph">
              <Button small icon="undo">
                {t('courses.restore')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  )
}
