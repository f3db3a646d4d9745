/** So long, in milliseconds, an act can be taken back, and what it needs for that is kept. */
export const UNDO_FOR = 24 * 3_600_000
