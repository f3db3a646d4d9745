import type { GradebookColumns } from '../../worker/domain/pages'
import type { FormState } from '../../worker/http/form'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; found: GradebookColumns; state: FormState; zone: string; nonce: string }

/** What is graded in a course: what of it is held back or locked, and a form for what nobody hands in. */
export function ColumnsPage(props: Props) {
  const { view, found, state } = props
  const { t } = view
  const { course, columns } = found
  return (
    <Shell
      view={view}
      title={`${t('columns.title')} · ${isolate(course.title, view.dir)}`}
      styles={['css/staff.css', 'css/grading.css']}
    >
      <CourseHead view={view} course={course} current={urls.gradebook(course.id)} mayEdit />
      <p class="small">
        <a href={urls.gradebook(course.id)}>{t('grading.toGradebook')}</a>
      </p>
      <h2>{t('columns.title')}</h2>
      <p class="hint">{t('columns.intro')}</p>
      {state.values.title !== undefined && state.values.maxPoints === undefined && (
        <ErrorSummary view={view} errors={state.errors} />
      )}
      <section class="grade-lock" aria-labelledby="whole-title">
        <h3 id="whole-title">{t('columns.whole')}</h3>
        <p class="small muted">
          {course.lockedAt === null
            ? t('columns.wholeOpen')
            : t('columns.wholeLocked', { name: course.lockedBy ?? '' })}
        </p>
        <Form action={urls.gradebookLock(course.id)} method={course.lockedAt === null ? 'put' : 'delete'}>
          <Button small icon="lock">
            {t(course.lockedAt === null ? 'columns.lockAll' : 'columns.unlockAll')}
          </Button>
        </Form>
      </section>
      <ul class="grade-columns" role="list">
        {columns.map((column) => (
          <Column view={view} courseId={course.id} column={column} />
        ))}
      </ul>
      <AddColumn {...props} />
    </Shell>
  )
}

type ColumnProps = { view: View; courseId: string; column: GradebookColumns['columns'][number] }

function Column({ view, courseId, column }: ColumnProps) {
  const { t } = view
  const { id, kind, title, maxPoints, category, dueAt, isHeld, waiting, lockedAt, lockedBy, isByHand } = column
  const about = (word: string) => `${word}: ${title}`
  return (
    <li id={`column-${id}`}>
      <div>
        <a href={urls.itemOfKind(kind, id)}>
          <bdi>{title}</bdi>
        </a>
        <p class="small muted">
          {[
            t('assignments.worth', { n: maxPoints ?? 0 }),
            category?.title,
            isByHand ? t('columns.byHand') : null,
            column.publishedAt === null ? t('courses.draft') : null,
          ]
            .filter(Boolean)
            .join(' · ')}
          {dueAt !== null && (
            <>
              {' · '}
              <Time view={view} at={dueAt} as="due" />
            </>
          )}
        </p>
        {(isHeld || lockedAt !== null) && (
          <p class="cluster">
            {isHeld && (
              <Chip meaning="info" icon="eye-off">
                {t('columns.isHeld')}
              </Chip>
            )}
            {waiting > 0 && <span class="small muted">{t('columns.waiting', { n: waiting })}</span>}
            {lockedAt !== null && <Chip icon="lock">{t('columns.lockedBy', { name: lockedBy ?? '' })}</Chip>}
          </p>
        )}
      </div>
      <div class="buttons">
        <Form action={urls.columnHold(courseId, id)} method={isHeld ? 'delete' : 'put'}>
          <Button
            small
            kind={waiting > 0 ? 'primary' : undefined}
            icon={isHeld ? 'eye' : 'eye-off'}
            aria-label={about(t(isHeld ? 'columns.release' : 'columns.hold'))}
          >
            {t(isHeld ? 'columns.release' : 'columns.hold')}
          </Button>
        </Form>
        <Form action={urls.columnLock(courseId, id)} method={lockedAt === null ? 'put' : 'delete'}>
          <Button small icon="lock" aria-label={about(t(lockedAt === null ? 'columns.lock' : 'columns.unlock'))}>
            {t(lockedAt === null ? 'columns.lock' : 'columns.unlock')}
          </Button>
        </Form>
        {isByHand && <OwnColumn view={view} courseId={courseId} column={column} />}
      </div>
    </li>
  )
}

/** What was added here is renamed and taken away here. */
function OwnColumn({ view, courseId, column: { id, title } }: ColumnProps) {
  const { t } = view
  const action = urls.gradebookColumn(courseId, id)
  return (
    <details class="learner-form">
      <summary aria-label={`${t('columns.rename')}: ${title}`}>{t('columns.rename')}</summary>
      <Form action={action} method="patch" class="cluster">
        <Field
          name="title"
          id={`title-${id}`}
          label={t('columns.name')}
          value={title}
          maxlength={200}
          dir="auto"
          required
        />
        <Button small icon="check">
          {t('common.save')}
        </Button>
      </Form>
      <Form action={urls.columnRemoval(id)} method="delete">
        <Button small kind="quiet" icon="trash">
          {t('columns.bin')}
        </Button>
      </Form>
    </details>
  )
}

function AddColumn({ view, found, state, zone, nonce }: Props) {
  const { t } = view
  const { course, categories, modules } = found
  const isMine = state.values.maxPoints !== undefined
  const said = (name: string) => (isMine ? String(state.values[name] ?? '') : '')
  const errors = isMine ? state.errors : {}
  return (
    <section aria-labelledby="add-title" class="section far-above">
      <h3 id="add-title">{t('columns.add')}</h3>
      <p class="hint">{t('columns.addHint')}</p>
      <Form action={urls.gradebookColumns(course.id)} class="form" once={view.once} guard>
        <ErrorSummary view={view} errors={errors} />
        <input type="hidden" name="nonce" value={said('nonce') || nonce} />
        <Field
          name="title"
          label={t('columns.name')}
          value={said('title')}
          error={errors.title}
          maxlength={200}
          dir="auto"
          required
        />
        <div class="fields">
          <Field
            name="maxPoints"
            label={t('assignments.maxPoints')}
            value={said('maxPoints') || '10'}
            error={errors.maxPoints}
            inputmode="numeric"
            maxlength={4}
          />
          <Field
            name="dueAt"
            type="datetime-local"
            label={t('assignments.dueAt')}
            optional={t('ui.optional')}
            hint={t('courses.inZone', { zone })}
            value={said('dueAt')}
            error={errors.dueAt}
          />
        </div>
        {categories.length > 0 && (
          <SelectField
            name="category"
            label={t('grading.category')}
            value={said('category')}
            options={[
              { value: '', label: t('grading.noCategory') },
              ...categories.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        {modules.length > 1 && (
          <SelectField
            name="moduleId"
            label={t('columns.module')}
            value={said('moduleId') || modules.at(-1)?.id}
            options={modules.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        <div class="buttons form-end">
          <Button kind="primary" icon="plus">
            {t('columns.add')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
