/** The ways to be turned away. Every other error is a bug and shows as a calm 500 with a request id. */
export class TurnedAway extends Error {}

/** It is not there, or not for this actor to know of: 404. */
export class NotFound extends TurnedAway {}

/** It may be seen but not done: 403. */
export class Forbidden extends TurnedAway {}

/** It was there and has ended (an expired link, a removed thing): 410. `reason` is a message key. */
export class Gone extends TurnedAway {
  constructor(readonly reason: string) {
    super(reason)
  }
}

/** Somebody (perhaps oneself, twice) was faster, or the state does not allow it: 409. `reason` is a message key. */
export class Conflict extends TurnedAway {
  constructor(
    readonly reason: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(reason)
  }
}

/** What was sent breaks a rule of the school: 422, shown beside `field` (or above the form). `reason` is a message key. */
export class Invalid extends TurnedAway {
  constructor(
    readonly field: string,
    readonly reason: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(`${field}: ${reason}`)
  }
}

/** Too often: 429, again after `seconds`. */
export class TooMany extends TurnedAway {
  constructor(readonly seconds: number) {
    super(`again in ${seconds} s`)
  }
}

/** A part of the platform is not there just now: 503, again soon. */
export class Unavailable extends TurnedAway {}
