export type Rule = unknown
