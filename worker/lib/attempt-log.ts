/** What an attempt keeps of how it went. */
export const logKinds = [
  'started',
  'opened',
  'saved',
  'left',
  'returned',
  'offline',
  'break',
  'resumed',
  'checked',
  'moved',
  'submitted',
  'closed',
] as const
export type LogKind = (typeof logKinds)[number]

/** What the learner's browser tells; everything else the server sees itself. */
export const toldKinds = ['opened', 'left', 'returned', 'offline'] as const
export type ToldKind = (typeof toldKinds)[number]

/** Rows that an attempt keeps at most, beside its end; and how many of them a browser may tell. */
export const mostLogged = { rows: 1_000, told: 300 }
