import type { EditedLesson } from '../../../worker/domain/lessons'
import { urls } from '../../../worker/urls'
import { SeeAsLearner } from '../../organization/see-as-learner'
import { Button, LinkButton } from '../../ui/button'
import { Form } from '../../ui/form'
import { humanAgo } from '../../ui/time'
import type { View } from '../../view'

type Props = { view: View; page: EditedLesson; error?: string | null }

/**
 * Changes that learners do not see yet: what stands in some readers' way, and the two ways on. Where the lesson has changed beneath
 * them, comparing comes first. Empty where there are none.
 */
export function PublishBar({ view, page, error }: Props) {
  const { t } = view
  const { moved } = page
  const itemId = page.lesson.item.id
  if (page.draft === null) return <div id="publish" />
  return (
    <section
      class={moved ? 'publish-bar moved' : 'publish-bar'}
      id="publish"
      aria-label={t('lessons.changes')}
      data-over={moved?.number}
    >
      {error && (
        <p class="hint problem" role="alert">
          {error}
        </p>
      )}
      <p>
        {moved
          ? t('lessons.movedBeneath', { name: moved.by, when: humanAgo(view, moved.at) })
          : t('lessons.changesWait')}{' '}
        <span data-fault-count>
          {page.faults.length > 0 && <a href="#faults">{t('lessons.faults', { n: page.faults.length })}</a>}
        </span>
      </p>
      <div class="cluster">
        {moved && (
          <LinkButton small kind="primary" icon="history" href={`${urls.lessonVersion(itemId, moved.number)}#changes`}>
            {t('lessons.compare')}
          </LinkButton>
        )}
        <form method="post" action={urls.lessonPublication(itemId)} data-publish>
          <input type="hidden" name="seen" value={page.draft} />
          {moved && <input type="hidden" name="over" value={moved.number} />}
          <Button small kind={moved ? undefined : 'primary'} icon="check">
            {t(moved ? 'lessons.publishOver' : 'lessons.publishChanges')}
          </Button>
        </form>
        <SeeAsLearner view={view} small kind="quiet" icon="eye" href={`${urls.lesson(itemId)}?as=learner&draft`}>
          {t('lessons.previewChanges')}
        </SeeAsLearner>
        <Form action={urls.lessonDraft(itemId)} method="delete" data-discard>
          <Button small kind="quiet" icon="undo">
            {t('lessons.discardChanges')}
          </Button>
        </Form>
      </div>
    </section>
  )
}
