import type { LearnerGrades } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Avatar } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Figures } from '../ui/figures'
import { Time } from '../ui/time'
import type { View } from '../view'
import { ChangeGrade } from './change-grade'
import { points, share, stateMeaning, stateWord, total } from './grade-words'
import { HowCounted } from './how-counted'
import { HowMade } from './how-made'
import { Inquiry } from './inquiry'
import { Shares } from './shares'
import { isOpenTo, Supposed, WhatIf } from './what-if'

/** What came back of a form: of which item, and which of its three. */
export type GradeForm = FormState & { itemId: string | null; act: 'grade' | 'excuse' | 'inquiry' | null }

/** `what`: what the learner supposes, as it was typed; null where nothing is. */
type Props = { view: View; page: LearnerGrades; state: GradeForm; what: Record<string, string> | null }
export type GradedItem = LearnerGrades['items'][number]

/** One learner's grades in a course and how each was made. The learner sees the same, without the forms. */
export function LearnerGradesPage({ view, page, state, ...props }: Props) {
  const { t } = view
  const what = page.isOwn ? props.what : null
  const { person, course, items, grading, standing, isOwn } = page
  const isStaff = can(view.actor, 'course.roster', { courseId: course.id })
  return (
    <Shell view={view} title={isOwn ? t('grades.mine') : person.name} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          ...(isStaff ? [{ href: urls.gradebook(course.id), label: t('grades.title') }] : []),
        ]}
      />
      {isOwn ? (
        <h1>{t('grades.mine')}</h1>
      ) : (
        <div class="learner-head">
          <Avatar name={person.name} photo={person.photoId && urls.media(person.photoId)} large />
          <div>
            <h1>
              <bdi>{person.name}</bdi>
            </h1>
            <p class="muted">
              <a href={urls.learner(course.id, person.id)}>{t('grades.toLearner')}</a>
            </p>
          </div>
        </div>
      )}
      {items.length === 0 ? (
        <Empty drawing="page" sentence={t('grades.nothingGraded')}>
          <a href={urls.course(course.id)}>{t('grades.toCourse')}</a>
        </Empty>
      ) : (
        <>
          <Figures
            figures={[
              {
                value: total(view, grading.scheme, standing),
                meaning: t('grades.soFar'),
              },
              {
                value: t('grades.countOf', { n: standing.graded, all: standing.all }),
                meaning: t('grades.given'),
              },
            ]}
          />
          <Shares view={view} page={page} />
          <HowCounted
            view={view}
            grading={grading}
            ownMissing={items.some(({ missingPercent }) => missingPercent !== null)}
          />
          <WhatIf view={view} page={page} what={what}>
            <ol class="grades" role="list">
              {items.map((item) => (
                <GradeRow view={view} page={page} item={item} state={state} what={what} />
              ))}
            </ol>
          </WhatIf>
        </>
      )}
    </Shell>
  )
}

function GradeRow({ view, page, item, state, what }: Props & { item: GradedItem }) {
  const { t } = view
  const { grade, changes } = item
  const mine = state.itemId === item.id ? state : null
  return (
    <li id={`grade-${item.id}`}>
      <div class="grade-line">
        <div>
          <a href={urls.item(item.id)}>
            <bdi>{item.title}</bdi>
          </a>
          {item.dueAt !== null && item.gradeState !== 'graded' && (
            <span class="small muted">
              {t('learner.due')} <Time view={view} at={item.dueAt} as="due" />
            </span>
          )}
        </div>
        {page.isOwn && item.holdGrades && item.gradeState !== 'excused' ? (
          <span class="small muted">{t('grades.heldSays')}</span>
        ) : (
          item.gradeState !== 'graded' &&
          item.gradeState !== 'open' && (
            <Chip meaning={stateMeaning(item.gradeState)}>
              {page.isOwn && item.gradeState === 'awaiting' ? t('assignments.waits') : stateWord(view, item.gradeState)}
            </Chip>
          )
        )}
        {item.countsAs !== null && (
          <span class="small muted">{t('grades.missingSays', { share: share(view, item.countsAs) })}</span>
        )}
        {page.standing.dropped.includes(item.id) && <Chip>{t('grades.dropped')}</Chip>}
        {item.extraCredit && <Chip>{t('grading.extra')}</Chip>}
        <span class="num">{sayPoints(view, item)}</span>
        {what && isOpenTo(item) && <Supposed view={view} item={item} typed={what[`if-${item.id}`] ?? ''} />}
      </div>
      {grade?.comment && (
        <blockquote class="said" dir="auto">
          {grade.comment}
        </blockquote>
      )}
      {changes.length > 0 && (
        <details>
          <summary>{t('grades.howMade')}</summary>
          <HowMade view={view} changes={changes} />
        </details>
      )}
      {/* What is supposed is a form of its own. */}
      {!what && <Inquiry view={view} page={page} item={item} state={mine?.act === 'inquiry' ? mine : null} />}
      {page.mayMark && grade && (
        <ChangeGrade view={view} page={page} item={item} state={mine?.act === 'inquiry' ? null : mine} />
      )}
    </li>
  )
}

/** "13 / 20 · 65 %", or how much there is to get. */
function sayPoints(view: View, { grade, gradeState, maxPoints }: GradedItem): string {
  const { t } = view
  const most = points(view, grade?.maxPoints ?? maxPoints ?? 0)
  const got = grade?.final ?? grade?.raw ?? null
  if (got === null || !grade || gradeState === 'excused') return t('grades.ofMost', { most })
  const of = grade.maxPoints
  return t('grades.got', { points: points(view, got), most, share: share(view, of > 0 ? (got / of) * 100 : 100) })
}
