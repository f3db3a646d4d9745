import type { Fault } from '../../../worker/domain/lessons'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'

/** What stands in the way of some readers, each a link to its block; nothing where there is nothing. */
export function Faults({ view, faults }: { view: View; faults: Fault[] }) {
  const { t } = view
  if (faults.length === 0)
    return (
      <p class="faults none small" id="faults">
        <Icon name="check" />
        {t('lessons.noFaults')}
      </p>
    )
  return (
    <details class="faults" id="faults">
      <summary>
        <Icon name="warning" />
        {t('lessons.faults', { n: faults.length })}
      </summary>
      <ul role="list">
        {faults.map((fault) => (
          <li>
            <a href={`#block-${fault.blockId}`}>{t(`lessons.fault.${fault.kind}`, { detail: fault.detail })}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
