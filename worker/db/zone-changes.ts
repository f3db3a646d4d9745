import { zoneChangesOf } from '../lib/zone-changes'
import { isZone } from '../lib/zones'
import type { Database } from './client'
import { insertMany } from './insert-many'
import { zoneChanges } from './schema'

/** Statement: SQL can add days on the wall clocks of these zones; for the batch that sets a zone, or first needs it. */
export const keepZoneChanges = (db: Database, zones: string[]) =>
  insertMany(db, zoneChanges, [...new Set(zones)].filter(isZone).flatMap(zoneChangesOf)).onConflictDoNothing()
