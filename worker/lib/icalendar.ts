// iCalendar, RFC 5545, with the names of a calendar from RFC 7986.

export type IcsEvent = {
  /** Stays the same for the same thing. */
  uid: string
  /** UTC milliseconds; without an end it is a moment. */
  at: number
  endsAt: number | null
  changedAt: number
  summary: string
  description: string
  url: string
  category: string
}

export type IcsCalendar = { name: string; origin: string; refreshMinutes: number; events: IcsEvent[] }

/** A calendar as programs read it; the same events are the same bytes. */
export function writeIcs({ name, origin, refreshMinutes, events }: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lyceum//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
    `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
    `URL:${origin}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

/**
 * What is published has no request that it answers, so its stamp is when it was last changed (3.8.7.2), and its sequence grows with
 * that: minutes fit the integer until the year 6053.
 */
const eventLines = (event: IcsEvent) => [
  'BEGIN:VEVENT',
  `UID:${escapeText(event.uid)}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${Math.floor(event.changedAt / 60_000)}`,
  `DTSTART:${utc(event.at)}`,
  ...(event.endsAt === null ? [] : [`DTEND:${utc(event.endsAt)}`]),
  `SUMMARY:${escapeText(event.summary)}`,
  ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
  `CATEGORIES:${escapeText(event.category)}`,
  `URL:${event.url}`,
  // a date on which something is due takes nobody's time
  event.endsAt === null ? 'TRANSP:TRANSPARENT' : 'TRANSP:OPAQUE',
  'END:VEVENT',
]

/** 20261124T023000Z */
const utc = (at: number) => `${new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`

/** 3.3.11: commas, semicolons, backslashes and line ends; other control characters may not stand in a text at all. */
export const escapeText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')

const MOST_OCTETS = 75

/** 3.1: a line has at most 75 octets and goes on after a space; never inside a character. */
export function fold(line: string): string {
  let folded = ''
  let room = MOST_OCTETS
  for (const character of line) {
    const octets = new TextEncoder().encode(character).length
    if (octets > room) {
      folded += '\r\n '
      room = MOST_OCTETS - 1
    }
    folded += character
    room -= octets
  }
  return folded
}
