import type { Statement } from '../../tenants/cell'
import type { OpenedSlot } from '../../tenants/slots'
import type { TestPlatform } from './platform'

/** Which batch of the next request loses its connection, and whether it was committed by then. */
export type Fault = { batch: number; when: 'before' | 'after' }

/** Makes the platform's line to its databases fail when told to; tells which batches of a request wrote. */
export function flakyLine(platform: TestPlatform) {
  let fault: Fault | null = null
  let wrote: boolean[] = []
  const slot = (opened: OpenedSlot): OpenedSlot => ({
    close: opened.close,
    async batch(statements) {
      const number = wrote.push(statements.some(writes)) - 1
      const failing = fault?.batch === number ? fault.when : null
      if (failing === 'before') throw new Error('Network connection lost.')
      const answer = await opened.batch(statements)
      if (failing === 'after') throw new Error('Network connection lost.')
      return answer
    },
  })
  platform.seams = { ...platform.seams, slot }
  return async function during(request: () => Promise<{ status: number }>, next: Fault | null = null) {
    fault = next
    wrote = []
    const { status } = await request()
    fault = null
    return { status, writing: wrote.flatMap((did, number) => (did ? [number] : [])) }
  }
}

const writes = ({ sql }: Statement) => /^\s*(insert|update|delete|replace)\b/i.test(sql)
