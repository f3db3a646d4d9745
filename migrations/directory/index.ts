import m0000 from './0000_start.sql'

/** In order: a database at version n has run the first n. */
export const migrations: string[] = [m0000]
