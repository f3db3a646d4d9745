import type { PersonFound } from '../../worker/domain/pages'
import { actWords } from '../audit/act-words'
import { Time } from '../ui/time'
import type { View } from '../view'

export function Audit({ view, audit }: { view: View; audit: PersonFound['audit'] }) {
  const { t } = view
  return (
    <section class="section" aria-labelledby="audit-title">
      <h2 id="audit-title">{t('person.audit')}</h2>
      {audit.length === 0 && <p class="muted">{t('person.noAudit')}</p>}
      <ul class="rows dense" role="list">
        {audit.map(({ act, at, by }) => (
          <li>
            <span>{actWords(view, act)}</span>
            <span class="small muted">
              {by ? (
                <>
                  {t('person.by', { name: by })} · <Time view={view} at={at} as="ago" />
                </>
              ) : (
                <Time view={view} at={at} as="ago" />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
