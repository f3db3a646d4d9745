import type { RosterLine } from '../../worker/domain/pages'
import type { Cell } from '../../worker/lib/csv'
import type { View } from '../view'

/** The roster as a table for spreadsheets: headings in the reader's language, moments as ISO 8601 in UTC. */
export function rosterFile({ t }: View, lines: AsyncIterable<RosterLine>) {
  const heading = [
    t('roster.name'),
    t('roster.state'),
    t('roster.file.percent'),
    t('roster.file.done'),
    t('roster.file.all'),
    t('roster.file.joined'),
    t('roster.seen'),
    t('roster.file.overdue'),
    t('roster.due'),
    t('roster.file.completed'),
  ]
  return { heading, rows: cells(lines) }
}

async function* cells(lines: AsyncIterable<RosterLine>): AsyncGenerator<Cell[]> {
  for await (const line of lines) {
    yield [
      line.name,
      line.state,
      line.percent,
      line.itemsDone,
      line.itemsAll,
      iso(line.createdAt),
      iso(line.lastSeenAt),
      line.overdue,
      iso(line.nextDueAt ?? line.courseDueAt),
      iso(line.completedAt),
    ]
  }
}

const iso = (at: number | null) => (at === null ? '' : new Date(at).toISOString())
