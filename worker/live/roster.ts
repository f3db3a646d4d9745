import { rosterRow } from '../../views/roster/roster-row'
import { directionOf, isLocale, translator } from '../../views/translate'
import type { RosterLine } from '../domain/pages'
import { LiveRoom } from './live-room'

/** What happened to a line: it changed, or its learner left the course. */
export type RosterNews = { line: RosterLine; courseId: string; gone: boolean; at: number }

/** One a course: whoever looks at its roster hears of each learner's line as it changes. What was missed is read from the page itself. */
export class Roster extends LiveRoom<RosterNews> {
  protected override readonly mostSockets = 500

  async tell(news: RosterNews): Promise<void> {
    await this.send((locale) => render(news, locale))
  }
}

/** `{ id, html }`: the row's id, and the row as the page shows it; null where it has gone. */
async function render({ line, courseId, gone, at }: RosterNews, given: string): Promise<string> {
  const locale = isLocale(given) ? given : 'en'
  const clock = { t: translator(locale), locale, dir: directionOf(locale), zone: 'UTC', now: at }
  return JSON.stringify({ id: `learner-${line.userId}`, html: gone ? null : await rosterRow(clock, courseId, line) })
}
