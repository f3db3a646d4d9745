/** What a bench measured, what it had to keep, and whether it did. */
export type Measured = { figures: Record<string, number>; limits: Record<string, number>; ok: boolean }
/** A shorter run, where a bench has one; its limits are for the whole. */
export type Shorter = { takers?: number; seconds?: number }
export type Bench = (shorter?: Shorter) => Promise<Measured>

/** Prints rows under a head, numbers to the right. */
export function printTable(head: string[], rows: (string | number)[][]): void {
  const cells = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  for (const row of cells)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
}

/** The value below which `share` of the sample lies; the sample in any order. */
export function quantile(sample: number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (sample: number[]) => quantile(sample, 0.5)
export const round = (value: number, digits = 1) => Number(value.toFixed(digits))
