import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import type { View } from '../view'

type PublishItemProps = { view: View; item: { id: string; publishedAt: number | null } }

/** Shows a draft to learners from where it is written; nothing once they see it. */
export function PublishItem({ view, item }: PublishItemProps) {
  if (item.publishedAt) return null
  return (
    <Form action={urls.itemPublication(item.id)}>
      <input type="hidden" name="from" value="editor" />
      <Button small icon="send">
        {view.t('courses.publishItem')}
      </Button>
    </Form>
  )
}

type DraftProps = { view: View; item: { id: string; publishedAt: number | null }; canPublish: boolean }

/** That learners do not see it yet, and the button that changes this. */
export function DraftLine({ view, item, canPublish }: DraftProps) {
  if (item.publishedAt) return null
  return (
    <div class="cluster above-small">
      <span class="muted">{view.t('lessons.isDraft')}</span>
      {canPublish && <PublishItem view={view} item={item} />}
    </div>
  )
}
