/** What both ends of a live line agree on: the rooms of the Worker and the browser's. */

/** Close codes of our own: the client comes back after the first, and asks once more after the second whether it may. */
export const COME_AGAIN = 4000
export const STAY_AWAY = 4003
/** It said more than a reader has to say. */
export const TOO_MUCH = 4008

/** A socket is let in again through the hallway after so long. */
export const LONGEST_STAY_MS = 3_600_000
/** How often a browser says that it is still there, and up to which number it has heard. */
export const SIGN_OF_LIFE_MS = 30_000

/** A sign of life: the number of what was heard last. */
export const signOfLife = (at: number): string => JSON.stringify({ at })
