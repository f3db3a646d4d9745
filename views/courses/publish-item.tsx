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
