import type { CourseGroupsFound } from '../../worker/domain/pages'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { SelfSignUp } from './group-page'
import type { FormState } from './groups-page'
import { UndoRemoval } from './undo-removal'

type Props = { view: View; found: CourseGroupsFound; state: FormState; removed: string | null }

/** The groups of a course: made by those who teach it, chosen by its learners where they may. */
export function CourseGroupsPage({ view, found, state, removed }: Props) {
  const { t } = view
  const { course, groups, mayManage, ungrouped } = found
  return (
    <Shell
      view={view}
      title={`${t('groups.title')} · ${isolate(course.title, view.dir)}`}
      width={mayManage ? 'wide' : 'narrow'}
      styles={['css/staff.css']}
    >
      {mayManage ? (
        <CourseHead view={view} course={course} current={urls.courseGroups(course.id)} mayEdit />
      ) : (
        <>
          <Breadcrumbs view={view} trail={[{ href: urls.course(course.id), label: <bdi>{course.title}</bdi> }]} />
          <h1>{t('groups.title')}</h1>
        </>
      )}
      <ErrorSummary view={view} errors={state.errors} />
      <div class={mayManage ? 'columns' : 'above'}>
        <section class="section" aria-label={t('groups.title')}>
          {groups.length === 0 && (
            <Empty drawing="people" small sentence={t(mayManage ? 'groups.noneInCourse' : 'groups.noneToChoose')} />
          )}
          <ul class="rows" role="list">
            {groups.map((group) => (
              <GroupRow view={view} group={group} mayManage={mayManage} />
            ))}
          </ul>
        </section>
        {mayManage && <Making view={view} found={found} state={state} left={ungrouped} />}
      </div>
      <UndoRemoval view={view} removed={removed} />
    </Shell>
  )
}

type RowProps = { view: View; group: CourseGroupsFound['groups'][number]; mayManage: boolean }

function GroupRow({ view, group, mayManage }: RowProps) {
  const { t, locale } = view
  const more = group.names.length ? group.members - group.names.length : 0
  const listed = more > 0 ? [...group.names, t('groups.more', { n: more })] : group.names
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).formatToParts(listed)
  const isFull = group.seats !== null && group.members >= group.seats
  return (
    <li>
      {mayManage ? (
        <a href={urls.group(group.id)}>
          <bdi>{group.name}</bdi>
        </a>
      ) : (
        <b>
          <bdi>{group.name}</bdi>
        </b>
      )}
      <span class="cluster">
        <span class="small muted num">{t('groups.count', { n: group.members, seats: group.seats ?? 0 })}</span>
        {mayManage && group.selfSignUp && <Chip meaning="info">{t('groups.open')}</Chip>}
        {!mayManage && group.isOwn && <Chip meaning="good">{t('groups.yours')}</Chip>}
        {!mayManage && group.selfSignUp && (
          <Form action={urls.groupSeat(group.id)} method={group.isOwn ? 'delete' : 'post'}>
            {group.isOwn || !isFull ? (
              <Button small kind={group.isOwn ? 'quiet' : 'primary'}>
                {t(group.isOwn ? 'groups.leave' : 'groups.join')}
              </Button>
            ) : (
              <Chip>{t('groups.isFull')}</Chip>
            )}
          </Form>
        )}
      </span>
      {names.length > 0 && (
        <span class="below">
          {names.map(({ type, value }) => (type === 'element' ? <bdi class="unbroken">{value}</bdi> : value))}
        </span>
      )}
    </li>
  )
}

type MakingProps = { view: View; found: CourseGroupsFound; state: FormState; left: number }

function Making({ view, found: { course }, state, left }: MakingProps) {
  const { t } = view
  const { values, errors } = state
  return (
    <div>
      <section class="section" aria-labelledby="by-hand">
        <h2 id="by-hand">{t('groups.byHand')}</h2>
        <Form action={urls.courseGroups(course.id)} class="form">
          <Field
            name="name"
            label={t('people.name')}
            value={String(values.name ?? '')}
            error={errors.name}
            maxlength={100}
            autocomplete="off"
            dir="auto"
          />
          <SelfSignUp view={view} state={state} />
          <p class="form-end">
            <Button>{t('groups.make')}</Button>
          </p>
        </Form>
      </section>
      <section class="section" aria-labelledby="at-random">
        <h2 id="at-random">{t('groups.atRandom')}</h2>
        <p class="muted small">{t('groups.left', { n: left })}</p>
        {left > 0 && (
          <Form action={urls.courseGroupDeal(course.id)} class="form">
            <Field
              name="dealName"
              label={t('groups.dealName')}
              value={String(values.dealName ?? t('groups.team'))}
              error={errors.dealName}
              maxlength={80}
              dir="auto"
            />
            <div class="fields">
              <Field
                name="n"
                type="number"
                min={1}
                label={t('groups.number')}
                value={String(values.n ?? '4')}
                error={errors.n}
                inputmode="numeric"
              />
              <SelectField
                name="into"
                label={t('groups.dealInto')}
                value={String(values.into ?? 'people')}
                options={[
                  { value: 'people', label: t('groups.peopleEach') },
                  { value: 'groups', label: t('groups.groupsInAll') },
                ]}
              />
            </div>
            <p class="form-end">
              <Button>{t('groups.deal')}</Button>
            </p>
          </Form>
        )}
      </section>
    </div>
  )
}
