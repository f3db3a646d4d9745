/** What an attempt keeps of how it went. */
export const logKinds = [
  'started',
  'opened',
  'saved',
  'left',
  'offline',
  'online',
  'break',
  'resumed',
  'checked',
  'submitted',
  'closed',
] as const
export type LogKind = (typeof logKinds)[number]

/** What the learner's browser tells; everything else the server sees itself. */
export const toldKinds = ['left', 'offline', 'online'] as const
export type ToldKind = (typeof toldKinds)[number]

/** Rows that an attempt keeps at most, and how many of them are what a browser told. */
export const mostLogged = { rows: 1_000, told: 300 }
