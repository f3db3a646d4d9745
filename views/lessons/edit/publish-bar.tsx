import type { EditedLesson } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { Button, LinkButton } from '../../ui/button'
import { Form } from '../../ui/form'
import type { View } from '../../view'

/** Changes that learners do not see yet: what stands in some readers' way, and the two ways on. Empty where there are none. */
export function PublishBar({ view, page, error }: { view: View; page: EditedLesson; error?: string | null }) {
  const { t } = view
  const itemId = page.lesson.item.id
  if (page.draft === null) return <div id="publish" />
  return (
    <section class="publish-bar" id="publish" aria-label={t('lessons.changes')}>
      {error && (
        <p class="hint problem" role="alert">
          {error}
        </p>
      )}
      <p>
        {t('lessons.changesWait')}{' '}
        <span data-fault-count>
          {page.faults.length > 0 && <a href="#faults">{t('lessons.faults', { n: page.faults.length })}</a>}
        </span>
      </p>
      <div class="cluster">
        <form method="post" action={urls.lessonPublication(itemId)} data-publish>
          <input type="hidden" name="seen" value={page.draft} />
          <Button small kind="primary" icon="check">
            {t('lessons.publishChanges')}
          </Button>
        </form>
        <LinkButton small kind="quiet" icon="eye" href={`${urls.lesson(itemId)}?as=learner&draft`}>
          {t('lessons.previewChanges')}
        </LinkButton>
        <Form action={urls.lessonDraft(itemId)} method="delete" data-discard>
          <Button small kind="quiet" icon="undo">
            {t('lessons.discardChanges')}
          </Button>
        </Form>
      </div>
    </section>
  )
}
