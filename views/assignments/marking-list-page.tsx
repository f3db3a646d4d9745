import type { listMarking, MarkingFilter, MarkingLine, QuestionToMark } from '../../worker/domain/assignments'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { percent } from '../ui/numbers'
import { Row, Rows } from '../ui/rows'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import { Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'
import { sayParticipants } from './participant'

type Props = { view: View; list: Awaited<ReturnType<typeof listMarking>>; filter: MarkingFilter }

/** What awaits marking in a course, the longest waiting first. */
export function MarkingListPage({ view, list, filter }: Props) {
  const { course, items, questions, groups, lines, next } = list
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
            { value: 'late', label: view.t('marking.lateState') },
            { value: 'missing', label: view.t('marking.missingState') },
          ]}
        />
        {between}
        <Select
          bare
          name="item"
          label={view.t('marking.assignment')}
          value={filter.itemId ?? ''}
          empty={view.t('marking.anyAssignment')}
          options={items.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {/\p{L}/u.test(after) && after}
        {groups.length > 0 && (
          <Select
            bare
            name="group"
            label={view.t('marking.group')}
            value={filter.groupId ?? ''}
            empty={view.t('marking.anyGroup')}
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Sentence>
      <p class="small cluster">
        <a href={urls.courseRubrics(course.id)}>{view.t('rubrics.manage')}</a>
        <a href={urls.comments(course.id)}>{view.t('comments.title')}</a>
      </p>
      <div id="marking">
        {items.some(({ isHidden }) => isHidden) && (filter.state === 'missing' || filter.groupId) && (
          <p class="small muted">{view.t('marking.namelessLeftOut')}</p>
        )}
        <ByQuestion view={view} questions={questions} group={filter.groupId} />
        <div class={questions.length ? 'above' : undefined}>
          {lines.length ? (
            <Table label={view.t('marking.title')} lines={lines} columns={columnsOf(view, filter, course.id)} />
          ) : (
            <Empty drawing="done" sentence={view.t(nothing[filter.state])} small />
          )}
        </div>
        {next && (
          <p class="above">
            <LinkButton
              href={urls.marking(course.id, {
                state: filter.state,
                item: filter.itemId,
                group: filter.groupId,
                after: next,
              })}
            >
              {view.t('marking.more')}
            </LinkButton>
          </p>
        )}
      </div>
    </Shell>
  )
}

type QuestionsProps = { view: View; questions: QuestionToMark[]; group: string | undefined }

/** One question of everybody, of the quiz that is chosen. */
function ByQuestion({ view, questions, group = '' }: QuestionsProps) {
  if (!questions.length) return null
  return (
    <section class="section above" aria-labelledby="by-question">
      <h2 id="by-question">{view.t('marking.questionsTitle')}</h2>
      <Rows>
        {questions.map(({ prompt, waiting, attemptId, versionId }) => (
          <Row
            href={urls.attemptMarking(attemptId, { question: versionId, by: 'question', group })}
            title={prompt || view.t('quizzes.questions')}
            end={<Chip meaning="info">{view.t('marking.answersWait', { n: waiting })}</Chip>}
          />
        ))}
      </Rows>
    </section>
  )
}

const nothing = {
  awaiting: 'marking.nothing',
  marked: 'marking.nothingMarked',
  late: 'marking.nothingLate',
  missing: 'marking.nothingMissing',
} as const

/** Where a line leads: to the mark, or to the learner where nothing was handed in. */
const placeOf = ({ id, kind, learner }: MarkingLine, { groupId }: MarkingFilter, courseId: string) =>
  id === null
    ? urls.learner(courseId, learner.id)
    : kind === 'attempt'
      ? urls.attemptMarking(id, { group: groupId ?? '' })
      : urls.submissionMarking(id, groupId)

const columnsOf = (view: View, filter: MarkingFilter, courseId: string) => [
  {
    head: view.t('marking.learner'),
    cell: (line: MarkingLine) =>
      line.participant !== null ? (
        <a href={placeOf(line, filter, courseId)}>
          {sayParticipants(view, line.participant ? [line.participant] : [])}
        </a>
      ) : line.group ? (
        <a href={placeOf(line, filter, courseId)}>
          {view.t('marking.groupOf', { group: line.group.name, n: line.group.people })}
        </a>
      ) : (
        <Person
          name={line.learner.name}
          photo={line.learner.photoId && urls.media(line.learner.photoId)}
          href={placeOf(line, filter, courseId)}
          card={urls.personCard(line.learner.id)}
          cardLabel={view.t('profile.cardOf', { name: line.learner.name })}
        />
      ),
  },
  {
    head: view.t('marking.assignment'),
    cell: (line: MarkingLine) => (
      <span class="cluster">
        <a href={placeOf(line, filter, courseId)}>{line.item.title}</a>
        {line.waiting > 0 && <Chip meaning="info">{view.t('marking.answersWait', { n: line.waiting })}</Chip>}
      </span>
    ),
  },
  {
    head: view.t(filter.state === 'missing' ? 'marking.wasDue' : 'marking.handedIn'),
    cell: ({ submittedAt, late, participant }: MarkingLine) => (
      <span class="cluster">
        <Time view={view} at={submittedAt} as={participant === null ? 'ago' : 'day'} />
        {late && <Chip meaning="attention">{view.t('assignments.late')}</Chip>}
      </span>
    ),
  },
  ...(filter.state === 'awaiting' || filter.state === 'missing'
    ? []
    : [
        {
          head: view.t('marking.grade'),
          align: 'end' as const,
          cell: ({ percent: reached }: MarkingLine) => (reached === null ? '' : percent(view, reached / 100)),
        },
      ]),
]
