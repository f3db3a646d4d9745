import type { ItemCompletion } from '../../db/schema'

/** What is known of a learner's work on one item. */
export type Done = {
  viewed?: boolean
  marked?: boolean
  /** Seconds with the page visible. */
  seconds?: number
  /** Percent of distinct seconds of video. */
  watched?: number
  submitted?: boolean
  /** Threads opened and replies written. */
  written?: { threads: number; replies: number }
  /** Grade in percent; null before there is one. */
  percent?: number | null
}

/** Binary fractions must not cost the last percent. */
const SLACK = 1e-9
/** The last frames of a video are rarely played. */
const VIDEO_SLACK = 0.5

/** Whether the work meets what completes the item. Handing in, marking and passing imply viewing. */
export function meets(requirement: ItemCompletion, done: Done): boolean {
  const { seconds = 0, watched = 0, percent = null } = done
  if (requirement.kind === 'viewed') return Boolean(done.viewed || done.marked || done.submitted || percent !== null)
  if (requirement.kind === 'marked') return Boolean(done.marked)
  if (requirement.kind === 'time') return seconds >= requirement.minutes * 60
  if (requirement.kind === 'video') return watched + VIDEO_SLACK >= requirement.percent
  if (requirement.kind === 'submitted') return Boolean(done.submitted)
  if (requirement.kind === 'passed') return percent !== null && percent + SLACK >= requirement.percent
  if (requirement.kind === 'written') {
    const { threads = 0, replies = 0 } = done.written ?? {}
    return threads >= requirement.threads && replies >= requirement.replies
  }
  return false
}
