import type { Resume } from '../../db/schema'

export type Range = [from: number, to: number]

const MOST_RANGES = 200

/** Ranges of seconds as few as they can be: in order, what touches joined. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const [from, to] of [...ranges].filter(isRange).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged.slice(0, MOST_RANGES)
}

/** Distinct seconds. */
export const secondsIn = (ranges: readonly Range[]): number =>
  mergeRanges(ranges).reduce((sum, [from, to]) => sum + to - from, 0)

/** What was kept with what is new: places are overwritten, watched ranges are joined. */
export function mergeResume(kept: Resume, given: Resume): Resume {
  const watched = { ...kept.watched }
  for (const [block, ranges] of Object.entries(given.watched ?? {}))
    watched[block] = mergeRanges([...(watched[block] ?? []), ...ranges])
  return {
    ...kept,
    ...(given.scroll === undefined ? {} : { scroll: Math.min(1, Math.max(0, given.scroll)) }),
    ...(given.videos ? { videos: { ...kept.videos, ...given.videos } } : {}),
    ...(given.pages ? { pages: { ...kept.pages, ...given.pages } } : {}),
    ...(given.watched ? { watched } : {}),
  }
}

/** Percent (0-100) of all seconds of video that were watched at least once; `lengths` are seconds by block. */
export function percentWatched(resume: Resume, lengths: Readonly<Record<string, number>>): number {
  const all = Object.values(lengths).reduce((sum, seconds) => sum + seconds, 0)
  if (all <= 0) return 0
  const seen = Object.entries(lengths).reduce((sum, [block, length]) => {
    const ranges = (resume.watched?.[block] ?? []).map(([from, to]): Range => [from, Math.min(to, length)])
    return sum + secondsIn(ranges)
  }, 0)
  return Math.min(100, (seen / all) * 100)
}

const isRange = ([from, to]: Range) => Number.isFinite(from) && Number.isFinite(to) && from >= 0 && to > from
