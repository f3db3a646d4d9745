import type { GradebookColumn, GradebookRow } from '../../worker/domain/pages'
import type { Cell } from '../../worker/lib/csv'
import type { View } from '../view'
import { points } from './grade-words'

/** The gradebook as a table for spreadsheets: points as plain numbers, what is excused as a word, the course in percent. */
export function gradebookFile(view: View, columns: GradebookColumn[], rows: AsyncIterable<GradebookRow>) {
  const { t } = view
  const heading = [
    t('roster.name'),
    t('grades.filePercent'),
    ...columns.map(({ title, maxPoints }) => t('grades.column', { title, most: points(view, maxPoints ?? 0) })),
  ]
  return { heading, rows: cells(view, columns, rows) }
}

async function* cells(
  { t }: View,
  columns: GradebookColumn[],
  rows: AsyncIterable<GradebookRow>,
): AsyncGenerator<Cell[]> {
  for await (const { name, course, cells } of rows) {
    const marks = columns.map(({ id }): Cell => {
      const cell = cells[id]
      if (cell?.state === 'excused') return t('grades.state.excused')
      return cell?.state === 'graded' ? cell.points : null
    })
    yield [name, course.percent === null ? null : Math.round(course.percent * 100) / 100, ...marks]
  }
}
