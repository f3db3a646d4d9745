import { TurnedAway } from '../errors'

/** A subdomain of ours that belongs to nobody: 404, with a way on. */
export class HostUnknown extends TurnedAway {}
/** A host that is none of ours: 421. */
export class Misdirected extends TurnedAway {}
/** The organization's space is closed for now: 403. */
export class Suspended extends TurnedAway {}
/** Closed to be erased: 404, with the way back for its owners. */
export class Closed extends TurnedAway {}
/** Ordered, not ready yet: 503, finishes by itself. */
export class Preparing extends TurnedAway {}
