/** Errors of D1 and Durable Objects that pass: the same call may succeed a moment later. It may also have succeeded. */
export function isPassing(error: unknown): boolean {
  const said =
    error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}` : ''
  return /network connection lost|storage caused object to be reset|reset because its code was updated|transient issue|internal error in D1 DB storage|object has moved to a different machine/i.test(
    said,
  )
}

/** Too much at once: retrying at once makes it worse, so the door answers 503 with Retry-After. */
export const isOverload = (error: unknown): boolean =>
  error instanceof Error && /overloaded|too many requests queued|exceeded timeout/i.test(error.message)

/**
 * Runs `work` up to three times while its errors are passing ones, with a growing, jittered pause (full jitter).
 * Only for what may run twice: a write has to begin with its guard.
 */
export async function retrying<Result>(
  work: () => Promise<Result>,
  {
    attempts = 3,
    pause = 60,
    sleep = wait,
  }: { attempts?: number; pause?: number; sleep?: (ms: number) => Promise<void> } = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error
      await sleep(Math.random() * pause * 2 ** attempt)
    }
  }
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
