import { Gone } from '../errors'

/** Answers by `answer`; where that is Gone, by the page of the thing that is over, which knows the way on. */
export async function ifOver<T>(answer: () => Promise<T>, over: (reason: string) => T | Promise<T>): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Gone)) throw error
    return over(error.reason)
  }
}
