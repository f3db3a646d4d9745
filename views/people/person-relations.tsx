import type { PersonFound } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { ProgressCell } from '../ui/progress'
import { Select } from '../ui/select'
import { Time } from '../ui/time'
import type { View } from '../view'
import { ActForm } from './act-form'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = { view: View; found: PersonFound; state: FormState; nonce: string }

const courseRoles = {
  instructor: 'role.course.instructor',
  assistant: 'role.course.assistant',
  learner: 'role.course.learner',
  observer: 'role.course.observer',
} as const

export function Enrollments({ view, found, nonce }: Props) {
  const { t } = view
  const { person, enrollments } = found
  const there = new Set(enrollments.map(({ courseId }) => courseId))
  const open = found.courseOptions.filter(({ id }) => !there.has(id))
  const common = { nonce, personId: person.id, here: urls.person(person.id) }
  return (
    <section class="section" aria-labelledby="courses-title">
      <h2 id="courses-title">{t('person.enrollments')}</h2>
      {enrollments.length === 0 && <p class="muted">{t('person.noCourses')}</p>}
      <ul class="rows dense" role="list">
        {enrollments.map(({ courseId, title, role, percent, dueAt }) => (
          <li>
            <span class="two-lines">
              <a href={role === 'learner' ? urls.learner(courseId, person.id) : urls.course(courseId)}>
                <bdi>{title}</bdi>
              </a>
              <span class="small muted">
                {t(courseRoles[role])}
                {dueAt && (
                  <>
                    {' · '}
                    {t('person.due')} <Time view={view} at={dueAt} as="day" />
                  </>
                )}
              </span>
            </span>
            <div class="cluster">
              {role === 'learner' && <ProgressCell view={view} value={percent / 100} label={title} />}
              <ActForm {...common} act="withdraw">
                <input type="hidden" name="withdrawFrom" value={courseId} />
                <button class="link-btn small" type="submit" aria-label={t('person.withdrawOf', { course: title })}>
                  {t('person.withdraw')}
                </button>
              </ActForm>
            </div>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <ActForm {...common} act="enroll">
          <div class="inline-add">
            <Select
              name="enrollIn"
              label={t('people.course')}
              empty={t('people.act.chooseCourse')}
              options={open.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <input
              class="input"
              type="date"
              name="dueOn"
              aria-label={t('people.act.dueOn')}
              title={view.homeZone && t('courses.dayInZone', { zone: view.homeZone })}
            />
            <Button small>{t('people.act.enroll')}</Button>
          </div>
        </ActForm>
      )}
    </section>
  )
}

export function Groups({ view, found, nonce }: Props) {
  const { t } = view
  const { person, groups, groupOptions } = found
  const there = new Set(groups.map(({ id }) => id))
  const open = groupOptions.filter(({ id }) => !there.has(id))
  return (
    <section class="section" aria-labelledby="groups-title">
      <h2 id="groups-title">{t('person.groupsTitle')}</h2>
      {groups.length === 0 && <p class="muted">{t('person.noGroups')}</p>}
      <ul class="rows dense" role="list">
        {groups.map(({ id, name, courseTitle }) => (
          <li>
            <a href={urls.group(id)}>
              <bdi>{name}</bdi>
            </a>
            {courseTitle && <bdi class="small muted">{courseTitle}</bdi>}
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <ActForm nonce={nonce} personId={person.id} here={urls.person(person.id)} act="group">
          <div class="inline-add">
            <Select
              name="groupId"
              label={t('people.group')}
              empty={t('people.act.chooseGroup')}
              options={open.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button small>{t('people.act.groupNow')}</Button>
          </div>
        </ActForm>
      )}
    </section>
  )
}

export function Observers({ view, found, state, mayEdit }: Props & { mayEdit: boolean }) {
  const { t } = view
  const { person, observers, learners } = found
  return (
    <>
      <section class="section" aria-labelledby="observers-title">
        <h2 id="observers-title">{t('person.observers')}</h2>
        {observers.length === 0 && <p class="muted">{t('person.noObservers')}</p>}
        <ul class="rows dense" role="list">
          {observers.map(({ id, name }) => (
            <li>
              <a href={urls.person(id)}>
                <bdi>{name}</bdi>
              </a>
              {mayEdit && (
                <Form action={urls.observer(person.id, id)} method="delete">
                  <button class="link-btn small" type="submit" aria-label={t('person.observerRemove', { name })}>
                    {t('person.unlink')}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <Form action={urls.observers(person.id)}>
            <div class="inline-add">
              <Field
                name="observer"
                label={t('person.observer')}
                hint={t('person.observersHint')}
                value={String(state.values.observer ?? '')}
                error={state.errors.observer}
                maxlength={254}
                autocomplete="off"
              />
              <Button small>{t('person.observerAdd')}</Button>
            </div>
          </Form>
        )}
      </section>
      {learners.length > 0 && (
        <section class="section" aria-labelledby="learners-title">
          <h2 id="learners-title">{t('person.learners')}</h2>
          <ul class="rows dense" role="list">
            {learners.map(({ id, name }) => (
              <li>
                <a href={urls.person(id)}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
