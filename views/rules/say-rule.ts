import type { Clause } from '../../worker/domain/rules'
import { sayMessage } from '../say-message'
import type { View } from '../view'

/** A clause as one sentence in the reader's language: "Complete ‘Staging’ first and reach 60 % in ‘Quiz 1’". */
export function sayClause(view: Pick<View, 't' | 'locale' | 'zone' | 'now'>, clause: Clause): string {
  if (!('join' in clause)) return sayMessage(view, clause)
  const type = clause.join === 'and' ? 'conjunction' : 'disjunction'
  const parts = clause.parts.map((part) => sayClause(view, part))
  return new Intl.ListFormat(view.locale, { type }).format(
    parts.map((part, i) => (i ? continued(part, view.locale) : part)),
  )
}

/** Why something is locked: all of it, in one sentence. */
export const sayLock = (view: Pick<View, 't' | 'locale' | 'zone' | 'now'>, lock: Clause[]) =>
  sayClause(view, lock.length === 1 ? lock[0]! : { join: 'and', parts: lock })

/** A sentence that goes on where another began. */
const continued = (part: string, locale: string) => part.charAt(0).toLocaleLowerCase(locale) + part.slice(1)
