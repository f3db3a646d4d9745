type Tally = { row: number; value: string; count: number }

/** How often each step of a scale was chosen for one of its statements, and the mean, where the first step is 1; null where nobody has. */
export function ratingsOf(tallies: readonly Tally[], row: number, steps: number) {
  const counts = Array.from(
    { length: steps },
    (_, level) => tallies.find((one) => one.row === row && Number(one.value) === level)?.count ?? 0,
  )
  const all = counts.reduce((sum, count) => sum + count, 0)
  const weighed = counts.reduce((sum, count, level) => sum + count * (level + 1), 0)
  return { counts, all, mean: all > 0 ? weighed / all : null }
}
