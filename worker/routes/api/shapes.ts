import { z } from 'zod'
import type { Fault } from '../../domain/lessons'

/** An id in a body or a query. */
export const id = z.string().min(1).max(64)

/** A moment in an answer: ISO 8601, UTC. */
export const time = z.iso.datetime()

/** A moment in a request: ISO 8601 with its zone; becomes UTC milliseconds. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

export const toTime = (at: number) => new Date(at).toISOString()
export const toTimeOrNull = (at: number | null) => (at === null ? null : toTime(at))

/** A share in an answer: 0-100. */
export const percent = z
  .number()
  .refine((value) => toPercent(value) === value)
  .describe('0-100, with two decimals at most.')

/** Means and marks have as many binary digits as they like; what is told has two decimals at most. */
export const toPercent = (value: number) => Math.round(value * 100) / 100
export const toPercentOrNull = (value: number | null) => (value === null ? null : toPercent(value))

/** Accessibility, as it is counted before publishing. */
export const faultsJson = z
  .array(z.object({ kind: z.string(), block: z.string(), detail: z.string() }))
  .describe('What stands in the way of some readers; nothing is refused for it.')

export const toFaults = (faults: Fault[] = []) =>
  faults.map(({ kind, blockId, detail }) => ({ kind, block: blockId, detail }))
