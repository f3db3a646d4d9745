import type { GradeScheme } from '../db/schema/courses'

type Steps = Extract<GradeScheme, { kind: 'words' }>['steps']

/** The word for a percentage; what lacks only the error of its own division has reached the step. */
export const wordFor = (steps: Steps, percent: number): string =>
  (steps.find(({ from }) => percent + 1e-9 >= from) ?? steps.at(-1))?.word ?? ''
