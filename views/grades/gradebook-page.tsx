import { html } from 'hono/html'
import type { Gradebook, GradebookCell, GradebookFilter, GradebookRow } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { inGroup } from '../people/people-filter'
import { Person } from '../ui/avatar'
import { Button, LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { FilterSentence } from '../ui/filter-sentence'
import { Icon } from '../ui/icon'
import { Pager } from '../ui/pager'
import { type Column, Table, tableRow } from '../ui/table'
import type { View } from '../view'
import { points, share, stateWord, total } from './grade-words'
import { HowCounted } from './how-counted'

type Props = { view: View; gradebook: Gradebook; filter: GradebookFilter }

/** Everybody's grades in a course: a learner a row, a graded item a column. A cell leads to how its grade was made. */
export function GradebookPage({ view, gradebook, filter }: Props) {
  const { t } = view
  const { course, grading, columns, rows, previous, next, count } = gradebook
  const mayEdit = can(view.actor, 'course.edit', { courseId: course.id })
  const page = (more: Record<string, string>) => urls.gradebook(course.id, { ...queryOf(filter), ...more })
  return (
    <Shell
      view={view}
      title={`${t('grades.title')} · ${isolate(course.title, view.dir)}`}
      width="wide"
      styles={['css/staff.css', 'css/grading.css']}
      scripts={['js/gradebook.js']}
    >
      <CourseHead view={view} course={course} current={urls.gradebook(course.id)} mayEdit={mayEdit}>
        {gradebook.asked > 0 && (
          <LinkButton href={urls.inquiries(course.id)} icon="chat">
            {t('inquiry.count', { n: gradebook.asked })}
          </LinkButton>
        )}
        {mayEdit && <LinkButton href={urls.gradebookColumns(course.id)}>{t('columns.title')}</LinkButton>}
        {mayEdit && columns.length > 0 && <LinkButton href={urls.grading(course.id)}>{t('grading.title')}</LinkButton>}
      </CourseHead>
      <h2 class="visually-hidden">{t('grades.title')}</h2>
      {columns.length === 0 ? (
        <Empty drawing="path" sentence={t('grades.nothingGraded')}>
          {mayEdit && <a href={urls.outline(course.id)}>{t('grades.toOutline')}</a>}
        </Empty>
      ) : (
        <>
          <Filter view={view} gradebook={gradebook} filter={filter} />
          <div id="gradebook">
            {rows.length === 0 ? (
              <Empty drawing="people" sentence={t(isFiltered(filter) ? 'roster.noneFound' : 'roster.none')}>
                {isFiltered(filter) && <a href={urls.gradebook(course.id)}>{t('roster.showAll')}</a>}
              </Empty>
            ) : (
              <Table
                both
                label={t('grades.title')}
                columns={columnsOf(view, gradebook)}
                lines={rows}
                data={gridWords(view)}
              />
            )}
            <Pager
              view={view}
              total={count ? t('roster.total', { n: count }) : undefined}
              previous={previous && page({ before: previous })}
              next={next && page({ after: next })}
            />
            <HowCounted
              view={view}
              grading={grading}
              ownMissing={columns.some(({ missingPercent }) => missingPercent !== null)}
            />
            {rows.length > 0 && (
              <form method="post" action={urls.gradebookFile(course.id, queryOf(filter))} class="roster-file no-print">
                <div class="buttons">
                  <Button small icon="download">
                    {t('roster.export')}
                  </Button>
                  <Button small icon="download" formaction={urls.gradebookWorkbook(course.id, queryOf(filter))}>
                    {t('grades.workbook')}
                  </Button>
                  <LinkButton href={urls.gradebookImport(course.id)} small icon="upload">
                    {t('grades.import.title')}
                  </LinkButton>
                </div>
              </form>
            )}
          </div>
        </>
      )}
    </Shell>
  )
}

function Filter({ view, gradebook: { course, groups }, filter }: Props) {
  const { t } = view
  return (
    <FilterSentence
      action={urls.gradebook(course.id)}
      target="#gradebook"
      submit={t('people.show')}
      parts={[
        {
          kind: 'words',
          before: t('roster.filter.learners'),
          name: 'q',
          label: t('roster.filter.words'),
          value: filter.words,
          empty: t('people.filter.anything'),
        },
        inGroup(view, filter.groupId, groups),
      ]}
    />
  )
}

/** What the script says in its cells. */
const gridWords = ({ t }: View) => ({
  'data-grid': '',
  'data-points': t('grades.pointsShort'),
  'data-why': t('grades.why'),
  'data-why-needed': t('progress.reasonMissing'),
  'data-made': t('grades.howMade'),
  'data-saving': t('grades.saving'),
  'data-saved': t('grades.saved'),
  'data-lost': t('grades.notSaved'),
  'data-undo': t('ui.undo'),
  'data-not-a-number': t('grades.notANumber'),
  'data-pasted': t('grades.cells.pasted', { n: '{n}' }),
  'data-beyond': t('grades.cells.beyond', { n: '{n}' }),
  'data-cannot': t('grades.cells.cannot'),
  'data-some-wrong': t('grades.cells.someWrong'),
  'data-now': t('grades.cells.now', { points: '{points}' }),
  'data-save-all': t('grades.cells.save'),
  'data-discard': t('grades.cells.discard'),
})

/** One learner's row, as it is after a change. */
export const GradebookLine = ({ view, found }: { view: View; found: OneRow }) =>
  tableRow({ line: found.row, columns: columnsOf(view, found) })

type OneRow = Pick<Gradebook, 'course' | 'columns' | 'grading'> & { row: GradebookRow }

function columnsOf(
  view: View,
  { course, columns, grading }: Pick<Gradebook, 'course' | 'columns' | 'grading'>,
): Column<GradebookRow>[] {
  const { t } = view
  const { id: courseId } = course
  const isLocked = course.gradesLockedAt !== null
  const { scheme } = grading
  return [
    {
      head: t('roster.name'),
      cell: ({ userId, name, photoId }) =>
        Person({
          name,
          photo: photoId && urls.media(photoId),
          href: urls.learnerGrades(courseId, userId),
          card: urls.personCard(userId),
          cardLabel: t('profile.cardOf', { name }),
        }),
    },
    {
      head: t('grades.course'),
      align: 'end',
      cell: ({ course }) =>
        html`<b class="num">${total(view, scheme, course)}</b>${scheme.kind === 'words' && course.percent !== null ? html` <span class="small muted num">${share(view, course.percent)}</span>` : ''}`,
    },
    ...columns.map(
      ({ id, title, maxPoints, holdGrades, gradesLockedAt, isByHand }): Column<GradebookRow> => ({
        head: t('grades.column', { title, most: points(view, maxPoints ?? 0) }),
        kind: isLocked || gradesLockedAt !== null ? 'locked' : isByHand ? 'hand' : 'marked',
        mark: (
          <>
            {holdGrades && <Icon name="eye-off" label={t('columns.isHeld')} />}
            {(isLocked || gradesLockedAt !== null) && <Icon name="lock" label={t('columns.isLocked')} />}
          </>
        ),
        align: 'end',
        cell: ({ userId, cells }) => cellOf(view, `${urls.learnerGrades(courseId, userId)}#grade-${id}`, cells[id]),
      }),
    ),
  ]
}

/** Written with `html`: a page has up to 50 learners times 300 items. */
function cellOf(view: View, href: string, cell: GradebookCell | undefined) {
  if (!cell) return html`<span data-state="none">–</span>`
  const { state } = cell
  if (state === 'open')
    return html`<a class="grade" data-state="open" href="${href}" aria-label="${stateWord(view, state)}">–</a>`
  const typed = cell.points === null ? '' : html` data-points="${String(Math.round(cell.points * 100) / 100)}"`
  const word = state === 'graded' || state === 'held' ? points(view, cell.points ?? 0) : stateWord(view, state)
  const said =
    state === 'held'
      ? stateWord(view, state)
      : cell.countsAs
        ? share(view, cell.countsAs)
        : cell.isDropped
          ? view.t('grades.dropped')
          : ''
  const note = said && html` <span class="small">${said}</span>`
  return html`<a class="grade" data-state="${cell.isDropped ? 'dropped' : state}"${typed} href="${href}">${word}${note}</a>`
}

const isFiltered = ({ words, groupId }: GradebookFilter) => Boolean(words || groupId)

const queryOf = ({ words, groupId }: GradebookFilter): Record<string, string> => ({
  ...(words ? { q: words } : {}),
  ...(groupId ? { group: groupId } : {}),
})
