import m0000 from './0000_start.sql'
import m0001 from './0001_sign_up_tries.sql'

/** In order: a database at version n has run the first n. */
export const migrations: string[] = [m0000, m0001]
