import { cleanLine } from './text'

export const mostInBank = 5_000
export const mostTags = 12
const LONGEST = 40

export const readTag = (typed: string): string => cleanLine(typed, LONGEST).toLocaleLowerCase('en')
