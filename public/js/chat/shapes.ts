/** A message as the room says it: the number of what happened to it last, and how it looks now. */
export type News = { seq: number; id: string; html: string }
