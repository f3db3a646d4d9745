import type { Reader } from '../readers'

/** Mails that follow from an act. */
export const mailReader: Reader = {}
