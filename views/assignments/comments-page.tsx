import type { KeptComment } from '../../worker/domain/assignments'
import { can } from '../../worker/domain/policy'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Tag } from '../ui/tag'
import type { View } from '../view'

type Props = { view: View; course: { id: string; title: string }; comments: KeptComment[]; form: FormState }

/** Comments that are written again and again, kept once. */
export function CommentsPage({ view, course, comments, form: { values, errors } }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('comments.title')} width="wide" styles={['css/staff.css']}>
      <CourseHead
        view={view}
        course={course}
        current={urls.marking(course.id)}
        mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
      />
      <h2>{t('comments.title')}</h2>
      <p class="muted measure">{t('comments.intro')}</p>
      {comments.length ? (
        <ul class="rows above" role="list">
          {comments.map(({ id, text, shared, own }) => (
            <li>
              <span class="pre-line" dir="auto">
                {text}
              </span>
              <div class="cluster">
                {shared && <Tag>{t('comments.isShared')}</Tag>}
                {own && (
                  <Form action={urls.comment(course.id, id)} method="delete">
                    <Button small kind="quiet" icon="trash">
                      {t('comments.remove')}
                    </Button>
                  </Form>
                )}
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Empty drawing="done" sentence={t('comments.none')} small />
      )}
      <Form action={urls.comments(course.id)} class="form">
        <ErrorSummary view={view} errors={errors} />
        <TextArea
          name="text"
          label={t('comments.new')}
          value={String(values.text ?? '')}
          error={errors.text}
          rows={3}
          maxlength={2_000}
        />
        <Check name="shared" label={t('comments.share')} checked={values.shared === 'on'} />
        <div class="buttons form-end">
          <Button kind="primary">{t('comments.keep')}</Button>
        </div>
      </Form>
    </Shell>
  )
}
