import type { listMarking, MarkingFilter, MarkingLine } from '../../worker/domain/assignments'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { percent } from '../ui/numbers'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import { Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; list: Awaited<ReturnType<typeof listMarking>>; filter: MarkingFilter }

/** What awaits marking in a course, the longest waiting first. */
export function MarkingListPage({ view, list, filter }: Props) {
  const { course, assignments, lines, next } = list
  const isAwaiting = filter.state === 'awaiting'
  const [before = '', between = '', after = ''] = view.t('marking.sentence', { state: '|', item: '|' }).split('|')
  return (
    <Shell view={view} title={view.t('marking.title')} width="wide" styles={['css/staff.css']}>
      <CourseHead
        view={view}
        course={course}
        current={urls.marking(course.id)}
        mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
      />
      <Sentence action={urls.marking(course.id)} target="#marking" submit={view.t('marking.show')}>
        {before}
        <Select
          bare
          name="state"
          label={view.t('marking.state')}
          value={filter.state}
          options={[
            { value: 'awaiting', label: view.t('marking.awaiting') },
            { value: 'marked', label: view.t('marking.marked') },
          ]}
        />
        {between}
        <Select
          bare
          name="item"
          label={view.t('marking.assignment')}
          value={filter.itemId ?? ''}
          empty={view.t('marking.anyAssignment')}
          options={assignments.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {/\p{L}/u.test(after) && after}
      </Sentence>
      <p class="small">
        <a href={urls.courseRubrics(course.id)}>{view.t('rubrics.manage')}</a>
      </p>
      <div id="marking">
        {lines.length ? (
          <Table label={view.t('marking.title')} lines={lines} columns={columnsOf(view, isAwaiting)} />
        ) : (
          <Empty drawing="done" sentence={view.t(isAwaiting ? 'marking.nothing' : 'marking.nothingMarked')} small />
        )}
        {next && (
          <p class="above">
            <LinkButton href={urls.marking(course.id, { state: filter.state, item: filter.itemId, after: next })}>
              {view.t('marking.more')}
            </LinkButton>
          </p>
        )}
      </div>
    </Shell>
  )
}

const columnsOf = (view: View, isAwaiting: boolean) => [
  {
    head: view.t('marking.learner'),
    cell: ({ learner, id }: MarkingLine) => (
      <Person
        name={learner.name}
        photo={learner.photoId && urls.media(learner.photoId)}
        href={urls.submissionMarking(id)}
        card={urls.personCard(learner.id)}
        cardLabel={view.t('profile.cardOf', { name: learner.name })}
      />
    ),
  },
  {
    head: view.t('marking.assignment'),
    cell: ({ item, id }: MarkingLine) => <a href={urls.submissionMarking(id)}>{item.title}</a>,
  },
  {
    head: view.t('marking.handedIn'),
    cell: ({ submittedAt, late }: MarkingLine) => (
      <span class="cluster">
        <Time view={view} at={submittedAt} as="ago" />
        {late && <Chip meaning="attention">{view.t('assignments.late')}</Chip>}
      </span>
    ),
  },
  ...(isAwaiting
    ? []
    : [
        {
          head: view.t('marking.grade'),
          align: 'end' as const,
          cell: ({ percent: reached }: MarkingLine) => (reached === null ? '' : percent(view, reached / 100)),
        },
      ]),
]
