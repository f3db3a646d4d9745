import { Conflict } from '../errors'

const unique = /UNIQUE constraint failed/i

export const isUniqueViolation = (error: unknown) => {
  for (let e = error; e instanceof Error; e = e.cause) if (unique.test(e.message)) return true
  return false
}

/** For `.catch`: a batch that broke at its guard is a Conflict; every other error stays what it is. */
export const orConflict =
  (reason = 'error.conflict') =>
  (error: unknown): never => {
    throw isUniqueViolation(error) ? new Conflict(reason) : error
  }
