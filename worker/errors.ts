/** The ways to be turned away. Every other error is a bug and shows as a calm 500 with a request id. */
export class TurnedAway extends Error {}

/** It is not there, or not for this actor to know of: 404. */
export class NotFound extends TurnedAway {}

/** It may be seen but not done: 403. */
export class Forbidden extends TurnedAway {}

/** It was there and has ended (an expired link, a removed thing): 410. `reason` is a message key. */
export class Gone extends TurnedAway {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Somebody (perhaps oneself, twice) was faster, or the state does not allow it: 409. `reason` is a message key. */
export class Conflict extends TurnedAway {
  readonly reason: string
  readonly values: Record<string, string | number>

  constructor(reason: string, values: Record<string, string | number> = {}) {
    super(reason)
    this.reason = reason
    this.values = values
  }
}

/** What was sent breaks a rule of the school: 422, shown beside `field` (or above the form). `reason` is a message key. */
export class Invalid extends TurnedAway {
  readonly field: string
  readonly reason: string
  readonly values: Record<string, string | number>
  /** What else is wrong in the same form. */
  readonly others: Invalid[] = []

  constructor(field: string, reason: string, values: Record<string, string | number> = {}) {
    super(`${field}: ${reason}`)
    this.field = field
    this.reason = reason
    this.values = values
  }
}

/** Refuses with all that is wrong at once, so that nobody mends one field to hear of the next: the first, with the others in it. */
export function refuseWrong(...found: (Invalid | false | null)[]): void {
  const [first, ...others] = found.filter((one) => one instanceof Invalid)
  if (!first) return
  first.others.push(...others)
  throw first
}

/** Reads all, and refuses with what each of them finds wrong; otherwise gives what they read. */
export function readAll<T extends unknown[]>(...reads: { [K in keyof T]: () => T[K] }): T {
  const wrong: Invalid[] = []
  const read = reads.map((one) => {
    try {
      return one()
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      wrong.push(error, ...error.others.splice(0))
      return undefined
    }
  })
  refuseWrong(...wrong)
  return read as T
}

/** Longer than any door needs: 413, refused before it is read. */
export class TooLarge extends TurnedAway {}

/** Too often: 429, again after `seconds`. */
export class TooMany extends TurnedAway {
  readonly seconds: number

  constructor(seconds: number) {
    super(`again in ${seconds} s`)
    this.seconds = seconds
  }
}

/** A part of the platform is not there just now: 503, again soon. */
export class Unavailable extends TurnedAway {}
