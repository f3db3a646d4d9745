import type { Statement } from '../../tenants/cell'

/**
 * A unique row that travels in the same transaction as an act. Where it is already there the batch breaks and nothing
 * is done a second time, even if the first answer was lost on its way.
 */
export type OnceGuard = {
  statement: Statement
  /** `rode`: the act is done. `broke`: it had been done before. `waiting`: no act was reached, or nobody knows. */
  state: 'waiting' | 'rode' | 'broke'
  onError: (error: unknown) => void
}

export function onceGuard(statement: Statement, table: string): OnceGuard {
  const guard: OnceGuard = {
    statement,
    state: 'waiting',
    onError(error) {
      if (String(error).includes(`UNIQUE constraint failed: ${table}.`)) guard.state = 'broke'
    },
  }
  return guard
}

/** Being here, trying, and being seen are no act. */
const aside =
  /^\s*(select|with|pragma)\b|"(sessions|throttles|idempotency_keys)"|^\s*update "users" set "last_seen_at"/i

export const ridesOn = (statements: Statement[]) => statements.some(({ sql }) => !aside.test(sql))
