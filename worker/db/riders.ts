import type { Answer, Statement } from '../../tenants/cell'

/** Reads that go along with a trip. What `arrive` throws, the trip throws. */
export type Riders = { statements: Statement[]; arrive: (answers: Answer[]) => void }

/** Nothing is written before the riders are heard, so only what reads takes them along. */
export const carries = (statements: Statement[]) => statements.every(({ sql }) => /^\s*select\b/i.test(sql))
