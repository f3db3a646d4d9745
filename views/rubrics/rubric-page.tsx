import { can } from '../../worker/domain/policy'
import type { Rubric } from '../../worker/domain/rubrics'
import type { FormState } from '../../worker/http/form'
import { newId } from '../../worker/lib/ids'
import { isGuide, mostPoints, mostRubric } from '../../worker/lib/rubric'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { type CriterionRow, type LevelRow, rubricRows } from './rubric-rows'
import { RubricShown } from './rubric-shown'

type Props = {
  view: View
  /** Null: a new one, of this course. */
  rubric: Rubric | null
  course: { id: string; title: string } | null
  form: FormState
}

/** A rubric on one page: what it is called, its criteria and their levels. */
export function RubricPage({ view, rubric, course, form }: Props) {
  const { t } = view
  const courseId = rubric ? rubric.courseId : course!.id
  const guided = rubric ? isGuide(rubric.version.body) : form.values.kind === 'guide'
  const title = rubric?.title ?? t(guided ? 'rubrics.newGuide' : 'rubrics.new')
  const back = course ? urls.courseRubrics(course.id) : urls.courses()
  const mayEdit = can(view.actor, 'rubric.edit', { courseId })
  return (
    <Shell view={view} title={title} main="editor" styles={['css/quiz.css', 'css/staff.css', 'css/grading.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          course
            ? { href: urls.marking(course.id), label: <bdi>{course.title}</bdi> }
            : { href: urls.courses(), label: t('courses.title') },
          ...(course ? [{ href: back, label: t('rubrics.title') }] : []),
        ]}
      />
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {rubric && (
        <p class="muted small">
          {t('rubrics.version', { n: rubric.version.number })} · {t('rubrics.usedBy', { n: rubric.uses })}
          {rubric.courseId === null && ` · ${t('rubrics.ofOrganization')}`}
        </p>
      )}
      {rubric && !mayEdit ? (
        <>
          <h2>{t('rubrics.criteria')}</h2>
          <RubricShown view={view} body={rubric.version.body} forMarkers />
        </>
      ) : (
        <Editor view={view} rubric={rubric} course={course} form={form} back={back} guided={guided} />
      )}
      {rubric && mayEdit && rubric.uses === 0 && (
        <Form action={urls.rubric(rubric.id)} method="delete" class="far-above">
          <Button small kind="quiet" icon="trash">
            {t('rubrics.bin')}
          </Button>
        </Form>
      )}
    </Shell>
  )
}

function Editor({ view, rubric, course, form, back, guided }: Props & { back: string; guided: boolean }) {
  const { t } = view
  const { values, errors } = form
  const body = rubric?.version.body ?? null
  const isTyped = values.criterionTitle !== undefined
  const mayShare = can(view.actor, 'rubric.edit', { courseId: null })
  return (
    <Form
      action={rubric ? urls.rubric(rubric.id) : urls.courseRubrics(course!.id)}
      method={rubric ? 'put' : 'post'}
      class="form wide-form"
      once={rubric ? undefined : view.once}
      guard
    >
      <ErrorSummary view={view} errors={errors} />
      {rubric ? (
        <input type="hidden" name="number" value={String(values.number ?? rubric.version.number)} />
      ) : (
        <input type="hidden" name="id" value={String(values.id ?? newId())} />
      )}
      {rubric?.version.usedAt != null && <p class="muted measure">{t('rubrics.isUsed')}</p>}
      <Field
        name="title"
        label={t('rubrics.name')}
        value={String(values.title ?? rubric?.title ?? '')}
        error={errors.title}
        maxlength={mostRubric.title}
        dir="auto"
      />
      {guided ? (
        <>
          <input type="hidden" name="kind" value="guide" />
          {body && <p class="hint">{t('rubrics.guideSum', { n: number(view, mostPoints(body)) })}</p>}
        </>
      ) : (
        <Check
          name="scored"
          label={t('rubrics.scored')}
          sentence={
            body?.scored ? t('rubrics.scoredSum', { n: number(view, mostPoints(body)) }) : t('rubrics.scoredHint')
          }
          checked={isTyped ? values.scored === 'on' : (body?.scored ?? true)}
        />
      )}
      {!rubric && mayShare && (
        <Check
          name="shared"
          label={t('rubrics.share')}
          sentence={t('rubrics.shareHint')}
          checked={values.shared === 'on'}
        />
      )}
      <section aria-labelledby="criteria-title" id="criteria" tabindex={-1}>
        <h2 id="criteria-title">{t('rubrics.criteria')}</h2>
        <p class="hint">{t(guided ? 'rubrics.guideHint' : 'rubrics.criteriaHint')}</p>
        {errors.criteria && <Wrong id="criteria-error" text={errors.criteria} />}
        <ol class="rubric-criteria" role="list">
          {rubricRows(body, form).map((row, place) => (
            <Criterion view={view} row={row} place={place} error={errors[`criterion-${place}`]} guided={guided} />
          ))}
        </ol>
      </section>
      <div class="buttons form-end sticky-end">
        <Button kind="primary">{t('common.save')}</Button>
        <Button name="more" value="1" icon="plus">
          {t('rubrics.more')}
        </Button>
        <LinkButton href={back} kind="quiet">
          {t('common.cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}

type CriterionProps = { view: View; row: CriterionRow; place: number; error?: string; guided: boolean }

function Criterion({ view, row, place, error, guided }: CriterionProps) {
  const { t } = view
  const id = `criterion-${place}`
  return (
    <li>
      <fieldset>
        <legend>{row.title || t('rubrics.criterionN', { n: place + 1 })}</legend>
        <input type="hidden" name="criterionId" value={row.id} />
        <div class="rubric-head">
          <label>
            <span>{t('rubrics.criterion')}</span>
            <input
              class="input"
              id={id}
              name="criterionTitle"
              value={row.title}
              maxlength={mostRubric.name}
              dir="auto"
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
            />
          </label>
          <label>
            <span>{t(guided ? 'rubrics.forLearners' : 'rubrics.about')}</span>
            <input
              class="input"
              name="criterionAbout"
              value={row.description}
              maxlength={mostRubric.description}
              dir="auto"
            />
          </label>
        </div>
        {error && <Wrong id={`${id}-error`} text={error} />}
        {guided ? (
          <Guided view={view} row={row} />
        ) : (
          <ol class="rubric-level-rows" role="list">
            {row.levels.map((level, n) => (
              <Level view={view} level={level} place={place} n={n} />
            ))}
          </ol>
        )}
      </fieldset>
    </li>
  )
}

/** A criterion of a marking guide: how many points it gives at most, and what markers look for. */
function Guided({ view, row }: { view: View; row: CriterionRow }) {
  const { t } = view
  return (
    <div class="rubric-guided">
      <label>
        <span>{t('rubrics.mostPoints')}</span>
        <input
          class="input num"
          name="criterionMost"
          value={row.most}
          inputmode="decimal"
          autocomplete="off"
          maxlength={8}
        />
      </label>
      <label>
        <span>{t('rubrics.forMarkers')}</span>
        <textarea class="input" name="criterionForMarkers" rows={2} maxlength={mostRubric.description} dir="auto">
          {row.forMarkers}
        </textarea>
      </label>
    </div>
  )
}

function Level({ view, level, place, n }: { view: View; level: LevelRow; place: number; n: number }) {
  const { t } = view
  return (
    <li>
      <input type="hidden" name={`levelId-${place}`} value={level.id} />
      <label>
        <span>{t('rubrics.points')}</span>
        <input
          class="input num"
          name={`levelPoints-${place}`}
          value={level.points}
          inputmode="decimal"
          autocomplete="off"
          maxlength={8}
        />
      </label>
      <label>
        <span>{t('rubrics.levelN', { n: n + 1 })}</span>
        <input class="input" name={`levelTitle-${place}`} value={level.title} maxlength={mostRubric.name} dir="auto" />
      </label>
      <label>
        <span>{t('rubrics.about')}</span>
        <input
          class="input"
          name={`levelAbout-${place}`}
          value={level.description}
          maxlength={mostRubric.description}
          dir="auto"
        />
      </label>
    </li>
  )
}

const Wrong = ({ id, text }: { id: string; text: string }) => (
  <p class="hint problem" id={id}>
    <Icon name="problem" />
    {text}
  </p>
)
