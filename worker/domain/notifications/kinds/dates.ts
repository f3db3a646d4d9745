import { kind } from './kind'

/** Three days and 24 hours before something is due that is not handed in: `remind` finds whom to tell. */
export const dueSoon = kind({ group: 'dates', for: 'everyone', bell: true, mail: 'now' })

/** It was due, and is not handed in. */
export const overdue = kind({ group: 'dates', for: 'everyone', bell: true, mail: 'now' })
