import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { humanAgo } from '../ui/time'
import type { View } from '../view'
import type { CoursePageProps } from './course-page'

/** Who asks to be let in. */
export function Requests({ view, requests }: CoursePageProps) {
  const { t } = view
  if (!requests.length) return null
  return (
    <section class="section" aria-labelledby="requests">
      <h2 id="requests">{t('courses.requests', { n: requests.length })}</h2>
      <ul class="rows" role="list">
        {requests.map((request) => (
          <RequestRow view={view} request={request} />
        ))}
      </ul>
    </section>
  )
}

type RequestRowProps = {
  view: View
  request: { id: string; userId: string; name: string; photoId: string | null; message: string; createdAt: number }
  course?: string
}

/** Somebody who asks to be let in: answered in one click. */
export function RequestRow({ view, request, course }: RequestRowProps) {
  const { t } = view
  return (
    <li>
      <Person
        name={request.name}
        photo={request.photoId && urls.media(request.photoId)}
        card={can(view.actor, 'person.list') ? urls.personCard(request.userId) : undefined}
      />
      <div class="buttons">
        <Form action={urls.requestApproval(request.id)}>
          <input type="hidden" name="back" value={view.path} />
          <Button small kind="primary" aria-label={`${t('courses.approve')}: ${request.name}`}>
            {t('courses.approve')}
          </Button>
        </Form>
        <Form action={urls.requestRefusal(request.id)}>
          <input type="hidden" name="back" value={view.path} />
          <Button small aria-label={`${t('courses.decline')}: ${request.name}`}>
            {t('courses.decline')}
          </Button>
        </Form>
      </div>
      <span class="below" dir="auto">
        {[course, humanAgo(view, request.createdAt), request.message].filter(Boolean).join(' · ')}
      </span>
    </li>
  )
}
