import type { GradeScheme, Grading } from '../../worker/db/schema'
import type { GradebookColumn, GradebookRow, Headings } from '../../worker/domain/pages'
import type { Cell } from '../../worker/lib/csv'
import type { View } from '../view'
import { points, total } from './grade-words'

/** The gradebook as a table for spreadsheets: points as plain numbers, what is excused as a word, the course in percent. */
export function gradebookFile(
  view: View,
  { scheme }: Grading,
  columns: GradebookColumn[],
  rows: AsyncIterable<GradebookRow>,
) {
  const { t } = view
  const heading = [
    t('roster.name'),
    t('grades.fileLogin'),
    t('grades.filePercent'),
    ...(scheme.kind === 'percent' ? [] : [t('grades.course')]),
    ...columns.map(({ title, maxPoints }) => t('grades.column', { title, most: points(view, maxPoints ?? 0) })),
  ]
  return { heading, rows: cells(view, scheme, columns, rows) }
}

/** Which of these headings name people, and which a file need not say. */
export const fileHeadings = ({ t }: View): Headings => ({
  people: [t('grades.fileLogin')],
  ignored: [t('roster.name'), t('grades.filePercent'), t('grades.course')],
})

async function* cells(
  view: View,
  scheme: GradeScheme,
  columns: GradebookColumn[],
  rows: AsyncIterable<GradebookRow>,
): AsyncGenerator<Cell[]> {
  for await (const { name, login, course, cells } of rows) {
    const marks = columns.map(({ id }): Cell => {
      const cell = cells[id]
      if (cell?.state === 'excused') return view.t('grades.state.excused')
      return cell?.state === 'graded' ? cell.points : null
    })
    const percent = course.percent === null ? null : Math.round(course.percent * 100) / 100
    yield [
      name,
      login,
      percent,
      ...(scheme.kind === 'percent' ? [] : [percent === null ? null : total(view, scheme, course)]),
      ...marks,
    ]
  }
}
