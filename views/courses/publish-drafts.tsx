import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { OutlineProps } from './outline-page'

/** What waits to be published, in one click; said loudly where learners find an open course with nothing in it. */
export function PublishDrafts({ view: { t }, course, modules, publishedModules }: OutlineProps) {
  const items = modules.flatMap((one) => one.items)
  const drafts = items.filter((item) => !item.publishedAt && !item.publishAt).length
  const isBare = !items.some((item) => item.publishedAt && publishedModules.has(item.moduleId))
  const isQuiet = !course.publishedAt || !isBare
  const button = drafts > 0 && (
    <Form
      action={urls.courseDrafts(course.id)}
      target="#outline"
      swap="outerMorph"
      class={isQuiet ? undefined : 'above'}
    >
      <Button small icon="send">
        {t('courses.publishDrafts', { n: drafts })}
      </Button>
    </Form>
  )
  if (isQuiet) return button || null
  return (
    <Notice meaning="attention">
      <p>{t('courses.openButBare')}</p>
      {button}
    </Notice>
  )
}
